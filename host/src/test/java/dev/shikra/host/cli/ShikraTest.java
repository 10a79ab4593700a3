package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ShikraTest {
    @TempDir Path var;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int shikra(String... arguments) {
        CommandLine command = Shikra.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void tellsItsVersion() {
        assertThat(shikra("--version")).isZero();
        assertThat(out.toString()).matches("(?s)Shikra \\d+\\.\\d+\\.\\d+.*Java 25.*");
    }

    @Test
    void badUsageIsExitCodeTwoAndOnStandardErrorAlone() {
        assertThat(shikra("plugins", "lost")).isEqualTo(2);
        assertThat(shikra()).isEqualTo(2);
        assertThat(shikra("plugins")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("lost", "a command is missing", "plugins list");
    }

    @Test
    void aPluginThatIsLeftOutIsNamedAndExitCodeOne() throws Exception {
        Files.createDirectories(var.resolve("plugins"));
        Files.writeString(var.resolve("plugins/broken.zip"), "no zip");

        assertThat(shikra("plugins", "list", "--json", "--var", var.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("left out: broken.zip: is not a zip");
    }

    @Test
    void aFailureIsSaidInOneLineWithItsRemedy() throws Exception {
        Path file = Files.writeString(var.resolve("file"), "");

        assertThat(shikra("plugins", "list", "--var", file.toString())).isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().contains("file", "--var");
    }
}
