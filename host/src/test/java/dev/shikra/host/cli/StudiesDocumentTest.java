package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.ShikraHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of studies in the documentation is what {@code ./shikra study --list} says. */
class StudiesDocumentTest {
    @TempDir Path folder;

    @Test
    void hasARowForEachStudyWithItsParametersOutputsAndWarmUp() throws Exception {
        ShikraHome home = ShikraHome.in(folder);
        ShikraHome.Ran ran = home.run("study", "--list", "--json");
        assertThat(ran.exit()).as(ran.err()).isZero();
        String document = Files.readString(Path.of("../docs/studies.md"));
        List<String> missing = new ArrayList<>();
        int candles = 0;
        for (String line : ran.out().lines().toList()) {
            JsonNode study = JsonMapper.shared().readTree(line);
            String name = study.path("name").asString("");
            if (name.startsWith("cdl")) {
                candles++;
                continue;
            }
            String outputs =
                    name.equals("candles")
                            ? "61, `CDL2CROWS` to `CDLXSIDEGAP3METHODS`"
                            : each(study.path("outputs"))
                                    .map(o -> "`" + o.asString("") + "`")
                                    .collect(Collectors.joining(" "));
            String parameters =
                    each(study.path("parameters"))
                            .map(p ->
                                    "`"
                                            + p.path("name").asString("")
                                            + "="
                                            + p.path("default").asString("")
                                            + "`")
                            .collect(Collectors.joining(" "));
            String row =
                    "| `"
                            + name
                            + "` | "
                            + parameters
                            + " | "
                            + outputs
                            + " | "
                            + study.path("warmUpBars").asInt(0)
                            + " | ";
            if (!document.contains("\n" + row)) {
                missing.add(row);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(candles).isEqualTo(61);
        assertThat(document).contains("`./shikra study --list`");
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
