package dev.shikra.host.rule.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleBench;
import dev.shikra.host.rule.RuleLoad;
import dev.shikra.host.rule.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleFormTest {
    private static final String CLAUSE =
            "{ \"name\": \"up\", \"left\": { \"input\": \"close\" }, \"is\": \">\", \"right\": { \"input\": \"open\" } }";

    @TempDir static Path cache;
    private static RuleBench bench;

    @BeforeAll
    static void open() {
        bench = new RuleBench(cache, 1);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static String form(String more, String when) {
        return """
        { "version": 1, "id": "made", "every": "1m", %s
          "inputs": { "close": { "bar": "close" }, "open": { "bar": "open" }, "closes": { "window": { "bar": "close" }, "bars": 4 } },
          "when": %s, "then": { "direction": "long", "confidence": 0.5 } }
        """
                .formatted(more, when);
    }

    private static Rule loaded(RuleForm.Written written) {
        return bench.rule(RuleSource.of(written.file(), written.text()));
    }

    @Test
    void writesWhatTheGuideShowsAndTheSameEachTime() throws IOException {
        String guide = Files.readString(Path.of("../docs/rule-form.md"));
        Matcher blocks = Pattern.compile("(?s)```json\n(.*?)```\n\n```js\n(.*?)```").matcher(guide);
        assertThat(blocks.find()).isTrue();
        RuleForm.Written written = RuleForm.write(blocks.group(1));
        assertThat(written.text()).isEqualTo(blocks.group(2));
        assertThat(written.file()).isEqualTo("patterns/rsi-turn.js");
        assertThat(RuleForm.write(blocks.group(1))).isEqualTo(written);
        assertThat(loaded(written).clauses()).hasSize(2);
    }

    @Test
    void joinsClausesInGroups() {
        RuleForm.Written written =
                RuleForm.write(
                        form(
                                "",
                                """
                                [%s, { "name": "some", "atLeast": 1, "of": [
                                    { "name": "three in a row", "left": { "input": "closes", "at": 0 }, "is": ">", "right": { "input": "closes", "at": 3 } },
                                    { "name": "not flat", "none": [{ "name": "flat", "left": { "input": "open" }, "is": "=", "right": { "input": "close" } }] } ] }]
                                """
                                        .formatted(CLAUSE)));
        assertThat(written.text())
                .contains(
                        """
                          when: {
                            'up': x => x.close > x.open,
                            'some': atLeast(1, {
                              'three in a row': x => x.closes[0] > x.closes[3],
                              'not flat': none({
                                'flat': x => x.open === x.close,
                              }),
                            }),
                          },
                        """);
        assertThat(loaded(written).clauses()).hasSize(3);
        String any = form("", "{ \"any\": [" + CLAUSE + "] }");
        assertThat(RuleForm.write(any).text()).contains("  when: any({\n    'up': x =>");
        assertThat(loaded(RuleForm.write(any)).clauses()).hasSize(1);
    }

    @Test
    void writesEveryKindOfValue() {
        String values =
                """
                { "version": 1, "id": "all-values", "every": "5m",
                  "params": { "bars": { "default": 5, "min": 1, "max": 20, "label": "bars" }, "k": 2 },
                  "inputs": {
                    "close": { "bar": "close" }, "hour": { "bar": "close", "on": "1h" }, "high": { "day": "high" }, "before": { "previousDay": "low" },
                    "range": { "openingRange": 15, "end": "high" }, "phase": { "value": "session.phase" },
                    "ema": { "study": "ema", "parameters": { "length": 21, "source": "close" }, "on": "15m" },
                    "market": { "index": { "day": "change" } }, "lead": { "instrument": "NSE:RELIANCE", "of": { "bar": "close" } },
                    "crossed": { "within": { "crossesAbove": [{ "bar": "close" }, { "study": "ema", "parameters": { "length": { "param": "bars" } } }] }, "bars": 3 },
                    "top": { "ago": { "highest": { "bar": "high" }, "bars": { "param": "bars" } }, "bars": 1 },
                    "since": { "barsSince": { "compare": { "left": { "input": "close" }, "is": ">", "right": { "input": "ema" } } } },
                    "first": { "within": { "compare": { "left": { "input": "close" }, "is": ">", "right": { "param": "k" } } }, "bars": 3 },
                    "steps": { "sequence": [{ "compare": { "left": { "input": "close" }, "is": ">", "right": 1 } }, { "rising": { "bar": "close" }, "bars": 2 }], "bars": 5 },
                    "closes": { "window": { "bar": "close" }, "bars": 4 } },
                  "when": [
                    { "name": "it's \\"early\\"", "left": { "input": "phase" }, "is": "=", "right": "opening" },
                    { "name": "sums", "left": { "times": [{ "plus": [{ "input": "close" }, 1] }, { "param": "k" }] }, "is": ">=", "right": { "minus": [{ "input": "top" }, { "plus": [1, { "input": "before" }] }] } },
                    { "name": "extremes", "left": { "max": [{ "input": "high" }, { "abs": { "input": "range" } }, 3] }, "is": "!=", "right": { "over": [{ "input": "hour" }, 2] } } ],
                  "then": { "direction": "short", "confidence": { "min": [0.9, { "over": [{ "input": "close" }, { "param": "k" }] }] }, "note": "at `{close}` $5 \\\\ " } }
                """;
        RuleForm.Written written = RuleForm.write(values);
        assertThat(written.text())
                .contains("'it\\'s \"early\"': x => x.phase === 'opening',")
                .contains("(x, p) => (x.close + 1) * p.k >= x.top - (1 + x.before),")
                .contains("Math.max(x.high, Math.abs(x.range), 3) !== x.hour / 2,")
                .contains("since: barsSince(x => x.close > x.ema),")
                .contains("first: within((x, p) => x.close > p.k, 3),")
                .contains("lead: instrument('NSE:RELIANCE').of(bar.close),")
                .contains("ema: study.ema({ length: 21, source: 'close', on: '15m' }),")
                .contains("then: (x, p) => ({")
                .contains("note: `at \\`${x.close}\\` $5 \\\\ `,");
        assertThat(loaded(written).inputs()).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void writesFilters() {
        RuleForm.Written written =
                RuleForm.write(
                        """
                        { "version": 1, "kind": "filter", "id": "calm", "stage": "retail",
                          "inputs": { "since": { "candidate": "sinceLastAlert" } },
                          "when": [{ "name": "spoke lately", "left": { "input": "since" }, "is": "<", "right": 900 }],
                          "verdict": { "reject": "spoke lately" } }
                        """);
        assertThat(written.file()).isEqualTo("filters/calm.js");
        assertThat(loaded(written)).isInstanceOf(Rule.Filter.class);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("[]", "the form: is an object"),
                Arguments.of("{", "the form: is no JSON"),
                Arguments.of(form("", "[" + CLAUSE + "]").replace("1,", "2,"), "version: is 2"),
                Arguments.of(
                        form("\"univers\": {},", "[" + CLAUSE + "]"),
                        "the form: unknown key 'univers': did you mean 'universe'?"),
                Arguments.of(form("\"stage\": \"retail\",", "[]"), "stage: is for a filter"),
                Arguments.of(form("", "[]"), "when: holds no clause"),
                Arguments.of(
                        form("", "[" + CLAUSE.replace("\"close\"", "\"clsoe\"") + "]"),
                        "when[0].left.input: no input is called 'clsoe': did you mean 'close'?"),
                Arguments.of(
                        form("", "[" + CLAUSE.replace("\">\"", "\"~\"") + "]"),
                        "when[0].is: unknown word '~'"),
                Arguments.of(
                        form("", "[" + CLAUSE + "," + CLAUSE + "]"),
                        "when[1].name: 'up' stands twice"),
                Arguments.of(
                        form("", "[" + CLAUSE + "]").replace("\"made\"", "\"a'); evil(\""),
                        "id: is lower-case words"),
                Arguments.of(
                        form("\"params\": { \"a(1)\": 3 },", "[" + CLAUSE + "]"),
                        "params.a(1): 'a(1)' is no name of a param"),
                Arguments.of(
                        form("", "[" + CLAUSE + "]").replace("\"open\": {", "\"__proto__\": {"),
                        "is no name of an input"),
                Arguments.of(
                        form("", "[" + CLAUSE + "]")
                                .replace("{ \"bar\": \"open\" }", "{ \"study\": \"ema()/*\" }"),
                        "inputs.open.study: 'ema()/*' is no name of a study"),
                Arguments.of(
                        form("", "[" + CLAUSE + "]")
                                .replace(
                                        "{ \"bar\": \"open\" }",
                                        "{ \"bar\": \"open\", \"day\": \"open\" }"),
                        "inputs.open: says bar and day"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void refusesWithThePlaceInTheForm(String form, String message) {
        assertThatThrownBy(() -> RuleForm.write(form))
                .isInstanceOf(FormFault.class)
                .hasMessageContaining(message);
    }

    /**
     * Whatever stands in names and texts, the rule has one clause of that name and nothing else.
     */
    @Test
    void anyTextStaysText() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        String alphabet = "'\"`\\${}()/*;\n\r\u2028\u2029 x=>a1,<!--é\t";
        for (int n = 0; n < 300; n++) {
            var name = new StringBuilder("n");
            for (int i = random.nextInt(20); i > 0; i--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String quoted =
                    tools.jackson.databind.json.JsonMapper.builder()
                            .build()
                            .writeValueAsString(name.toString());
            RuleForm.Written written =
                    RuleForm.write(
                            form(
                                    "\"name\": " + quoted + ",",
                                    "[" + CLAUSE.replace("\"up\"", quoted) + "]"));
            RuleLoad load = bench.compiler.compile(RuleSource.of(written.file(), written.text()));
            assertThat(load)
                    .as("seed %d: %s", seed, written.text())
                    .isInstanceOfSatisfying(
                            RuleLoad.Loaded.class,
                            loaded -> assertThat(loaded.rule().clauses()).hasSize(1));
        }
    }
}
