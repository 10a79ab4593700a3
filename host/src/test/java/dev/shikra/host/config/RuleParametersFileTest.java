package dev.shikra.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleParametersFileTest {
    @TempDir Path directory;

    private Map<String, Map<String, Double>> read(String text) throws IOException {
        Files.writeString(directory.resolve("patterns.yaml"), text);
        return RuleParametersFile.read(directory);
    }

    @Test
    void readsParamsByRule() throws IOException {
        assertThat(RuleParametersFile.read(directory)).isEmpty();
        assertThat(read("# nothing\n")).isEmpty();
        assertThat(read("rules:\n  ema-cross:\n    times: 2\n    length: 1.5e1\n  other:\n"))
                .isEqualTo(Map.of("ema-cross", Map.of("times", 2.0, "length", 15.0)));
    }

    @Test
    void namesThePlaceOfWhatIsNoNumber() {
        assertThatThrownBy(() -> read("rules:\n  ema-cross:\n    times: two\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("patterns.yaml:3: ema-cross.times is no number");
        assertThatThrownBy(() -> read("rules:\n  ema-cross: 3\n"))
                .hasMessageContaining("patterns.yaml:2: 'ema-cross' holds params");
    }

    @Test
    void theProjectsOwnFileIsWell() throws IOException {
        assertThat(RuleParametersFile.read(Path.of("..", "config"))).isEmpty();
    }
}
