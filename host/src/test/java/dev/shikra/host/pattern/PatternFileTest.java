package dev.shikra.host.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.pattern.PatternDescription;
import dev.shikra.api.pattern.PatternDetector;
import dev.shikra.api.pattern.PatternFactory;
import dev.shikra.api.pattern.PatternSpec;
import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.host.rule.Fires;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternFileTest {
    private static final PatternCatalog CATALOG =
            new PatternCatalog(
                    List.of(
                            new PatternFactory() {
                                @Override
                                public List<PatternDescription> patterns() {
                                    return List.of(
                                            new PatternDescription(
                                                    "spike",
                                                    "A made-up one.",
                                                    "3",
                                                    List.of(
                                                            new Parameter.Whole(
                                                                    "bars", 5, 1, 50),
                                                            new Parameter.Choice(
                                                                    "side",
                                                                    "up",
                                                                    List.of("up", "down")))));
                                }

                                @Override
                                public PatternDetector create(
                                        PatternSpec spec, SeriesShape series) {
                                    throw new IllegalArgumentException("not asked for here");
                                }
                            }));

    private static PatternFile parse(String text) {
        return PatternFile.parse("patterns.yaml", text, CATALOG);
    }

    @Test
    void readsAnEntryAndFillsInDefaults() {
        PatternFile file =
                parse(
                        """
                        patterns:
                          first:
                            detector: spike
                            timeframe: 5m
                            fires: once
                            symbols: [NSE:INFY]
                            parameters: { bars: 7 }
                        """);
        assertThat(file.problems()).isEmpty();
        PatternSetting setting = file.settings().getFirst();
        assertThat(setting.id()).isEqualTo("first");
        assertThat(setting.spec()).hasToString("spike(bars=7,side=up)");
        assertThat(setting.fires()).isEqualTo(Fires.ONCE);
        assertThat(setting.universe().symbols()).containsExactly("NSE:INFY");
        assertThat(PatternSetting.decode(setting.encode())).isEqualTo(setting);
    }

    @Test
    void makesOnePatternOfEachListedValue() {
        PatternFile file =
                parse(
                        """
                        patterns:
                          both:
                            detector: spike
                            timeframe: 1m
                            parameters: { side: [up, down] }
                        """);
        assertThat(file.settings())
                .extracting(PatternSetting::id)
                .containsExactly("both-up", "both-down");
        assertThat(file.settings().get(0).version())
                .isNotEqualTo(file.settings().get(1).version());
    }

    @Test
    void leavesWrongEntriesOutAndKeepsTheOthers() {
        PatternFile file =
                parse(
                        """
                        patterns:
                          unknown: { detector: spyke, timeframe: 5m }
                          timeless: { detector: spike, timeframe: 7m }
                          outside:
                            detector: spike
                            timeframe: 5m
                            parameters: { bars: 0 }
                          misspelt: { detector: spike, timeframe: 5m, symbol: X }
                          Loud: { detector: spike, timeframe: 5m }
                          good: { detector: spike, timeframe: 5m }
                          never: { detector: spike, timeframe: 5m, fires: never }
                          empty:
                        """);
        assertThat(file.settings()).extracting(PatternSetting::id).containsExactly("good");
        assertThat(file.problems())
                .satisfiesExactly(
                        p ->
                                assertThat(p)
                                        .startsWith("patterns.yaml:2: pattern 'unknown'")
                                        .contains("spyke", "spike"),
                        p -> assertThat(p).startsWith("patterns.yaml:3:").contains("7m", "15m"),
                        p ->
                                assertThat(p)
                                        .startsWith("patterns.yaml:4:")
                                        .contains("bars=0", "from 1 to 50"),
                        p -> assertThat(p).startsWith("patterns.yaml:8:").contains("symbol"),
                        p -> assertThat(p).startsWith("patterns.yaml:9:").contains("lower case"),
                        p -> assertThat(p).startsWith("patterns.yaml:11:").contains("never"),
                        p -> assertThat(p).startsWith("patterns.yaml:12:").contains("detector"));
    }

    @Test
    void anEmptyFileAsksForNothingAndNoYamlIsSaid() {
        assertThat(parse("patterns:\n")).isEqualTo(new PatternFile(List.of(), List.of()));
        assertThat(parse("")).isEqualTo(new PatternFile(List.of(), List.of()));
        assertThat(parse("patterns: [").problems()).hasSize(1);
        assertThat(parse("pattern:\n  x: 1\n").problems().getFirst()).contains("patterns");
    }
}
