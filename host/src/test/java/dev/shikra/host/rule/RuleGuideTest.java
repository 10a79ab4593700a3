package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.study.StudyDescription;
import dev.shikra.host.engine.EngineValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every rule in the guide is accepted as it stands. */
class RuleGuideTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```js\n(.*?)```");

    @TempDir Path cache;

    @Test
    void everyExampleIsAccepted() throws IOException {
        var examples = new ArrayList<String>();
        for (String file : List.of("docs/rules.md", "rules/README.md")) {
            BLOCK.matcher(Files.readString(Path.of("..").resolve(file)))
                    .results()
                    .forEach(block -> examples.add(block.group(1)));
        }
        assertThat(examples).hasSizeGreaterThanOrEqualTo(8);
        var lists =
                Map.of(
                        "universes/nifty50.txt",
                        Files.readString(Path.of("../config/universes/nifty50.txt")),
                        "universes/sectors.txt",
                        Files.readString(Path.of("../config/universes/sectors.txt")));
        var studies = new ArrayList<>(RuleBench.STUDIES);
        studies.add(
                new StudyDescription(
                        "macd", "", List.of(), List.of("macd", "signal", "histogram")));
        try (var bench = new RuleBench(cache, 1)) {
            var compiler = new RuleCompiler(bench.trees, studies, EngineValues.GROUPS);
            for (String example : examples) {
                String path =
                        example.contains("export default filter(")
                                ? "filters/example.js"
                                : "patterns/example.js";
                assertThat(compiler.compile(new RuleSource(path, example, lists, Map.of())))
                        .as(example)
                        .isInstanceOf(RuleLoad.Loaded.class);
            }
        }
    }
}
