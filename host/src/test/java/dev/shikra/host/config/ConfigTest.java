package dev.shikra.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {
    @TempDir Path folder;

    private Config load(String yaml) throws IOException {
        Files.writeString(folder.resolve(Config.FILE), yaml);
        return Config.load(folder, Map.of(), Map.of());
    }

    private List<String> problems(String yaml) throws IOException {
        try {
            load(yaml);
        } catch (ConfigException e) {
            return e.problems();
        }
        return List.of();
    }

    @Test
    void optionGoesBeforeEnvironmentBeforeFileBeforeDefault() throws IOException {
        Path file = Files.writeString(folder.resolve(Config.FILE), "journal:\n  syncMs: 7\n");
        Map<String, String> environment = Map.of("SHIKRA_JOURNAL_SYNC_MS", "8");
        Map<String, String> options = Map.of("journal.syncMs", "9");

        Config byOption = Config.load(folder, options, environment);
        assertThat(byOption.get(HostKeys.JOURNAL_SYNC_MS)).isEqualTo(9);
        assertThat(byOption.explain())
                .contains(
                        "journal.syncMs = 9 ms\n    from option; whole number, 0 to 1000; default 5\n");
        Config byEnvironment = Config.load(folder, Map.of(), environment);
        assertThat(byEnvironment.get(HostKeys.JOURNAL_SYNC_MS)).isEqualTo(8);
        assertThat(byEnvironment.explain()).contains("from environment SHIKRA_JOURNAL_SYNC_MS;");
        Config byFile = Config.load(folder, Map.of(), Map.of());
        assertThat(byFile.get(HostKeys.JOURNAL_SYNC_MS)).isEqualTo(7);
        assertThat(byFile.explain()).contains("from " + file + ":2;");
        Files.delete(file);
        assertThat(Config.load(folder, Map.of(), Map.of()).get(HostKeys.JOURNAL_SYNC_MS))
                .isEqualTo(5);
    }

    @Test
    void namesTheNearestKeyForAnUnknownOne() throws IOException {
        assertThat(problems("# note\njurnal:\n  syncMs: 5\njournal:\n  synkMs: 5\n"))
                .satisfiesExactly(
                        p ->
                                assertThat(p)
                                        .endsWith(
                                                "shikra.yaml:3: unknown key 'jurnal.syncMs': did you mean 'journal.syncMs'?"),
                        p ->
                                assertThat(p)
                                        .endsWith(
                                                "shikra.yaml:5: unknown key 'journal.synkMs': did you mean 'journal.syncMs'?"));
        assertThat(problems("jurnal.syncMs: 5\n"))
                .singleElement()
                .asString()
                .endsWith(
                        "shikra.yaml:1: unknown key 'jurnal.syncMs': did you mean 'journal.syncMs'?");
    }

    @Test
    void saysEveryWrongValueOfAFileAtOnce() throws IOException {
        assertThat(
                        problems(
                                "journal:\n  syncMs: fast\n  segmentMb: 0\nbars:\n  timeframes: [1m, 2m]\nrules: 5\n"))
                .satisfiesExactly(
                        p -> assertThat(p).contains("shikra.yaml:6: unknown key 'rules'"),
                        p ->
                                assertThat(p)
                                        .endsWith(
                                                "shikra.yaml:2: journal.syncMs 'fast' must be: whole number, 0 to 1000 (ms)"),
                        p ->
                                assertThat(p)
                                        .contains(
                                                "shikra.yaml:3: journal.segmentMb '0' must be: whole number, 1 to 4096"),
                        p ->
                                assertThat(p)
                                        .contains(
                                                "shikra.yaml:5: bars.timeframes '1m, 2m' must be: list of 1m, 3m"));
    }

    @Test
    void saysWhereTheFileIsNoYamlOrHasAKeyTwice() throws IOException {
        assertThat(problems("journal:\n  syncMs: [5\nx: 1\n"))
                .singleElement()
                .asString()
                .contains("shikra.yaml:")
                .contains("not YAML");
        assertThat(problems("journal:\n  syncMs: 5\n  syncMs: 6\n"))
                .singleElement()
                .asString()
                .contains("shikra.yaml:3:")
                .containsIgnoringCase("syncMs");
        assertThat(problems("- a\n"))
                .singleElement()
                .asString()
                .contains("shikra.yaml:1: expected keys");
    }

    @Test
    void givesPluginsTheirSettingsAndInstrumentsTheirCalendar() throws IOException {
        Config config =
                load(
                        "plugins:\n  kite: {apiKey: abc, mode: full}\ncalendars:\n  of: {NSE: nse, MCX-FUT: mcx}\n");
        assertThat(config.plugin("kite")).containsEntry("mode", "full").hasSize(2);
        assertThat(config.plugin("none")).isEmpty();
        assertThat(config.calendarOf("NSE", "INDICES")).isEqualTo("nse");
        assertThat(config.calendarOf("MCX", "MCX-FUT")).isEqualTo("mcx");
        assertThat(config.calendarOf("BITSTAMP", "BITSTAMP")).isEqualTo("24x7");
        assertThat(config.explain()).contains("plugins.kite.apiKey = ****").doesNotContain("abc");
        assertThat(config.asText()).containsEntry("plugins.kite.mode", "full");
    }

    @Test
    void refusesAnUnknownOption() {
        assertThatThrownBy(() -> Config.load(folder, Map.of("inbox.slot", "1024"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("option: unknown key 'inbox.slot': did you mean 'inbox.slots'?");
    }

    @Test
    void theDocumentedFileAgreesWithTheDeclarations() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.exists(here.resolve("config")) ? here : here.resolve("..").normalize();
        Config config = Config.load(root.resolve("config"), Map.of(), Map.of());
        for (Config.Effective each : config.effective()) {
            ConfigKey<?> key = each.key();
            if (key.isSecret()) {
                assertThat(each.source()).as(key.path()).isEqualTo("default");
                continue;
            }
            String file = key.path().startsWith("redis.") ? Config.REDIS_FILE : Config.FILE;
            List<String> lines = Files.readAllLines(root.resolve("config").resolve(file));
            assertThat(each.source()).as(key.path()).contains(file + ":");
            assertThat(config.get(key)).as(key.path()).isEqualTo(key.absentValue());
            int line =
                    Integer.parseInt(each.source().substring(each.source().lastIndexOf(':') + 1));
            assertThat(lines.get(line - 3).strip()).isEqualTo("# " + key.doc());
            assertThat(lines.get(line - 2).strip())
                    .isEqualTo(
                            "# "
                                    + (key.unit().isEmpty() ? "" : "unit: " + key.unit() + "; ")
                                    + key.type().range()
                                    + "; default "
                                    + (key.absent().isEmpty() ? "none" : key.absent()));
        }
    }
}
