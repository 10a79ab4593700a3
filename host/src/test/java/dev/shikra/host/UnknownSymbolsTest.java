package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Instrument;
import dev.shikra.host.rule.RuleBench;
import dev.shikra.host.rule.RuleSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownSymbolsTest {
    @TempDir Path cache;

    @Test
    void saysWhichSymbolsOfListsTheSessionDoesNotHave() {
        try (var bench = new RuleBench(cache, 1)) {
            String text =
                    RuleBench.pattern("x => x.a > 0")
                            .replace("every:", "universe: { list: 'mine' }, every:");
            var lists = Map.of("universes/mine.txt", "INFY\nTATAMOTORS\nNSE:SBIN\n");
            var listed = bench.rule(new RuleSource("patterns/test.js", text, lists, Map.of()));
            var all = bench.rule(RuleBench.pattern("x => x.a > 0"));
            assertThat(
                            UnknownSymbols.notices(
                                    List.of(listed, all), List.of(share("INFY"), share("SBIN"))))
                    .containsExactly(
                            "rule test: of 3 instruments that the universe names, 1 is not in this session: TATAMOTORS; a symbol that was renamed or delisted is corrected in the rule or in config/universes");
            assertThat(
                            UnknownSymbols.notices(
                                    List.of(listed),
                                    List.of(share("INFY"), share("SBIN"), share("TATAMOTORS"))))
                    .isEmpty();
        }
    }

    private static Instrument share(String symbol) {
        return new Instrument(1, symbol, "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null);
    }
}
