package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Instrument;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniverseTest {
    private static final Instrument TCS = equity("TCS");
    private static final Instrument INFY = equity("INFY");
    private static final Instrument SBIN = equity("SBIN");
    private static final Instrument OPTION =
            new Instrument(
                    4,
                    "TCS25DEC3000CE",
                    "NFO",
                    "NFO-OPT",
                    Instrument.Kind.CALL,
                    0.05,
                    175,
                    true,
                    new Instrument.Contract("TCS", LocalDate.of(2025, 12, 30), 3000));
    private static final List<Instrument> ALL = List.of(TCS, INFY, SBIN, OPTION);

    @TempDir Path cache;

    private static Instrument equity(String symbol) {
        return new Instrument(1, symbol, "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null);
    }

    private static RuleSource source(String universe) {
        return new RuleSource(
                "patterns/test.js",
                RuleBench.pattern("x => x.a > 0")
                        .replace("every:", "universe: " + universe + ", every:"),
                Map.of(
                        "universes/two.txt", "# two of them\nTCS\n\nSBIN # a bank\n",
                        "universes/sectors.txt", "TCS, IT\nINFY, IT\nSBIN, banks\n"),
                Map.of());
    }

    private static List<String> covered(RuleBench bench, String universe) {
        var rule = (Rule.Pattern) bench.rule(source(universe));
        return rule.universe().covered(ALL).stream().mapToObj(i -> ALL.get(i).symbol()).toList();
    }

    @Test
    void takesWhatAllConditionsHaveInCommon() {
        try (var bench = new RuleBench(cache, 1)) {
            assertThat(covered(bench, "{ segments: ['NSE'] }"))
                    .containsExactly("TCS", "INFY", "SBIN");
            assertThat(covered(bench, "{ list: 'two' }"))
                    .containsExactly("TCS", "SBIN", "TCS25DEC3000CE");
            assertThat(covered(bench, "{ list: 'two', segments: ['NSE'] }"))
                    .containsExactly("TCS", "SBIN");
            assertThat(covered(bench, "{ sectors: ['IT'], segments: ['NSE'] }"))
                    .containsExactly("TCS", "INFY");
            assertThat(covered(bench, "{ list: ['two'], sectors: ['banks'] }"))
                    .containsExactly("SBIN");
            assertThat(covered(bench, "{ derivatives: true }"))
                    .containsExactly("TCS", "TCS25DEC3000CE");
            assertThat(covered(bench, "{ symbols: ['NSE:INFY'] }")).containsExactly("INFY");
        }
    }

    @Test
    void liquidityIsTheMeanOfTheLastSessions() {
        try (var bench = new RuleBench(cache, 1)) {
            Rule rule = bench.rule(source("{ liquidity: { volume: 1000, days: 3 } }"));
            assertThat(rule.inputs().getLast().key().text())
                    .isEqualTo("day:mean(day:bar.volume,3)");
            rule = bench.rule(source("{ liquidity: { value: 1000 } }"));
            assertThat(rule.inputs().getLast().key().text())
                    .isEqualTo("day:mean(day:of(return ($0*$1);|day:bar.vwap,day:bar.volume),5)");
        }
    }

    @Test
    void saysWhatIsWrong() {
        try (var bench = new RuleBench(cache, 1)) {
            assertThat(refusal(bench, "{ list: 'three' }"))
                    .contains("write it to config/universes/three.txt");
            assertThat(refusal(bench, "{ sectors: ['bank'] }"))
                    .contains("unknown sector 'bank'", "did you mean 'banks'?");
            assertThat(refusal(bench, "{ derivatives: false }"))
                    .contains("derivatives is true or left out");
            assertThat(refusal(bench, "{ liquidity: { days: 3 } }"))
                    .contains("write liquidity: { value: 50_000_000, days: 5 }");
            assertThat(refusal(bench, "{ liquidity: { value: 1, days: 0 } }"))
                    .contains("from 1 to 60");
        }
    }

    private static String refusal(RuleBench bench, String universe) {
        return bench.rejected(source(universe)).message();
    }
}
