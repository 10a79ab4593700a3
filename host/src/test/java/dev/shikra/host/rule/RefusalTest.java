package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {
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

    /**
     * A clause, what of it is refused (the fault points at its first place), and a part of the
     * message.
     */
    static Stream<Arguments> clauses() {
        return Stream.of(
                Arguments.of("x => eval('1') > x.a", "eval", "runs text as code"),
                Arguments.of("x => \\u0065val('1') > x.a", "\\u0065val", "runs text as code"),
                Arguments.of(
                        "x => Function('return 1')() > 0",
                        "Function(",
                        "only functions of Math|CallExpression"),
                Arguments.of("x => Function('a') > 0", "Function", "makes code from text"),
                Arguments.of("x => this.a > 0", "this", "'.a' can't be read here|members of this"),
                Arguments.of("x => this === 1", "this", "read a declared input"),
                Arguments.of("x => new Date() > 0", "new Date", "'new' makes an object"),
                Arguments.of("x => /a+/ === 1", "/a+/", "regular expression"),
                Arguments.of("x => `a` === 'a'", "`a`", "template literal"),
                Arguments.of("x => Math.max`1` > 0", "Math.max`", "tagged template"),
                Arguments.of("x => Math.max(...[1, 2]) > 0", "...[", "spread"),
                Arguments.of("async x => x.a > 0", "async", "'async'"),
                Arguments.of("x => { a = 1; return x.a > 0; }", "a = 1", "declared outside"),
                Arguments.of(
                        "x => { x.a = 1; return x.a > 0; }", "x.a = 1", "inputs can't be changed"),
                Arguments.of(
                        "x => { const s = 1; s = 2; return s > 0; }",
                        "s = 2",
                        "declare it with let"),
                Arguments.of("x => { let s = 1; s++; return s > 0; }", "s++", "name = name + 1"),
                Arguments.of("x => (1, x.a > 0)", "1, x", "comma"),
                Arguments.of("x => x.z > 0", "z > 0", "no input is called 'z'"),
                Arguments.of("x => x['a'] > 0", "'a']", "in brackets"),
                Arguments.of("x => x?.a > 0", "x?.a", "?."),
                Arguments.of("x => (x.a ?? 1) > 0", "x.a ??", "'??'"),
                Arguments.of("x => x.a.b > 0", "x.a.b", "only inputs"),
                Arguments.of("x => x.constructor > 0", "constructor", "no input is called"),
                Arguments.of("x => x.__proto__ > 0", "__proto__", "no input is called"),
                Arguments.of("x => 'a'.length > 0", "'a'.length", "only inputs (x.name)"),
                Arguments.of("x => 'a'.repeat(2) === 'aa'", "'a'.repeat", "only functions of Math"),
                Arguments.of("x => x.a == 1", "x.a ==", "write ==="),
                Arguments.of("x => x.a != 1", "x.a !=", "write !=="),
                Arguments.of("x => (x.a & 1) > 0", "x.a &", "works on bits"),
                Arguments.of("x => typeof x.a === 'number'", "typeof", "'typeof'"),
                Arguments.of("x => 'a' in x", "'a' in", "'in' needs an object"),
                Arguments.of("x => 10n > x.a", "10n", "BigInt"),
                Arguments.of("x => 1e999 > x.a", "1e999", "too large"),
                Arguments.of("x => null === x.a", "null", "'null'"),
                Arguments.of("x => undefined === x.a", "undefined", "'undefined'"),
                Arguments.of("x => x.a > NaN", "NaN", "'NaN'"),
                Arguments.of("x => [1, 2] > x.a", "[1, 2]", "a list"),
                Arguments.of("x => ({ a: 1 }) > x.a", "{ a: 1 }", "an object"),
                Arguments.of("x => (() => 1)() > x.a", "() => 1", "a function can't stand here"),
                Arguments.of("function (x) { return x.a > 0; }", "function (x)", "arrow function"),
                Arguments.of("function* (x) { yield 1; }", "function* (x)", "generator"),
                Arguments.of("x => { while (true) {} }", "while", "may never end"),
                Arguments.of("x => { do {} while (true); }", "do {}", "may never end"),
                Arguments.of("x => { for (;;) {} }", "for (;;)", "may never end"),
                Arguments.of(
                        "x => { for (let i = 0; i < x.a; i++) {} return true; }",
                        "x.a; i++",
                        "known while loading"),
                Arguments.of(
                        "x => { for (let i = 0; i < 10; i--) {} return true; }",
                        "i--",
                        "never reaches"),
                Arguments.of(
                        "x => { for (let i = 0; i < 1000000; i++) {} return true; }",
                        "for (let",
                        "at most 100000"),
                Arguments.of(
                        "x => { for (let i = 0; i < 1000; i++) { for (let j = 0; j < 1000; j++) {} } return true; }",
                        "for (let j",
                        "1000000 times"),
                Arguments.of(
                        "x => { for (const k of [1]) {} return true; }", "for (const", "for-of"),
                Arguments.of("x => { for (const k in x) {} return true; }", "for (const", "for-in"),
                Arguments.of(
                        "x => { try { return true; } catch (e) { return false; } }",
                        "try",
                        "'try'"),
                Arguments.of("x => { throw 1; }", "throw", "'throw'"),
                Arguments.of("x => { switch (1) { case 1: return true; } }", "switch", "'switch'"),
                Arguments.of("x => { class A {} return true; }", "class A", "a class"),
                Arguments.of(
                        "x => { function f() { return 1; } return true; }",
                        "function f",
                        "top of the file"),
                Arguments.of("x => { var s = 1; return s > 0; }", "var s", "'var'"),
                Arguments.of("x => { debugger; return true; }", "debugger", "'debugger'"),
                Arguments.of("x => { l: return true; }", "l: return", "label"),
                Arguments.of("x => { x.a > 0; }", "x.a > 0;", "nobody takes"),
                Arguments.of("x => { if (x.a > 0) { return true; } }", "{ if", "returns nothing"),
                Arguments.of("({ a }) => a > 0", "{ a })", "destructuring"),
                Arguments.of("(x, p, q) => x.a > 0", "q) =>", "no more"),
                Arguments.of("(x = 1) => x > 0", "x = 1", "default"),
                Arguments.of("(...x) => true", "...x", "rest parameter"),
                Arguments.of("x => Math.random() > x.a", "random", "chance"),
                Arguments.of("x => Math.mx(1, 2) > x.a", "mx(", "did you mean 'max'"),
                Arguments.of("x => Math.abs(1, 2) > x.a", "Math.abs", "takes 1"),
                Arguments.of(
                        "x => Math['max'](1, 2) > x.a", "Math['max']", "only functions of Math"),
                Arguments.of("x => import('fs') === 1", "import('fs')", "import()"),
                Arguments.of("x => x.a", "", ""),
                Arguments.of("x => 'a'", "x => 'a'", "not text"),
                Arguments.of("x => x.a + true > 0", "true >", "a number is needed"),
                Arguments.of("x => (x.a > 1) + 1 > 0", "x.a > 1", "(condition ? 1 : 0)"),
                Arguments.of("x => (x.a > 0 ? 1 : 'a') === 1", "x.a > 0 ?", "same kind"),
                Arguments.of("x => x > 0", "x > 0", "alone is no value"),
                Arguments.of("x => bar.close > 0", "bar.close", "'.close' can't be read here"),
                Arguments.of("x => console.log(1) > 0", "console.log", "only functions of Math"),
                Arguments.of("x => globalThis.Math.PI > 0", "globalThis.Math.PI", "only inputs"),
                Arguments.of("x => void 0 === 1", "void 0", "'void'"),
                Arguments.of("x => new.target === 1", "new.target", "meta properties|syntax error"),
                Arguments.of("x => x.a >", ",\n", "syntax error|Unexpected"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clauses")
    void refusesWithPlaceAndRemedy(String clause, String place, String message) {
        String text = RuleBench.pattern(clause);
        if (place.isEmpty()) {
            assertThat(bench.rule(text).clauses()).hasSize(1);
            return;
        }
        RuleLoad.Rejected rejected = bench.rejected(RuleSource.of("patterns/test.js", text));
        assertThat(rejected.file()).isEqualTo("patterns/test.js");
        assertThat(rejected.message())
                .containsPattern("\\Q" + message.replace("|", "\\E|\\Q") + "\\E");
        String line = text.split("\n", -1)[4];
        if (!rejected.message().startsWith("syntax error")) {
            int column = line.indexOf(place, line.indexOf(clause)) + 1;
            assertThat(rejected.line() + ":" + rejected.column())
                    .as(rejected.message())
                    .isEqualTo(5 + ":" + column);
        }
        assertThat(rejected.message().length()).isLessThan(400);
    }

    /** A change to a good rule: what is replaced, by what, and a part of the message. */
    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(
                        "inputs:",
                        "input:",
                        "unknown key 'input' in pattern: did you mean 'inputs'?"),
                Arguments.of("'1m'", "'2m'", "unknown timeframe '2m'"),
                Arguments.of("id: 'test'", "id: 'Te st'", "lower-case words"),
                Arguments.of("id: 'test', ", "", "'id' is missing"),
                Arguments.of("bar.close", "bar.clse", "did you mean 'close'?"),
                Arguments.of("bar.close", "bar", "'bar' alone is no value: write bar.close"),
                Arguments.of("bar.close", "tick.price", "'tick' is not imported"),
                Arguments.of("bar.close", "bar.on('7m').close", "unknown timeframe '7m'"),
                Arguments.of("bar.close", "bar.on('5m', { forming: true }).close", "every: 'tick'"),
                Arguments.of("bar.close", "5", "a plain number is no input"),
                Arguments.of("bar.close", "bar.close.ago(0.5)", "whole number from 0 to 5000"),
                Arguments.of("a: bar.close", "get a() { return 1; }", "a getter"),
                Arguments.of("a: bar.close", "a() { return 1; }", "a method"),
                Arguments.of("a: bar.close", "['a']: bar.close", "in brackets"),
                Arguments.of("a: bar.close", "...bar", "spread"),
                Arguments.of("a: bar.close", "__proto__: bar.close", "reserved"),
                Arguments.of("a: bar.close", "b: bar.close", "stands twice"),
                Arguments.of("direction: 'long'", "direction: 'lnog'", "did you mean 'long'?"),
                Arguments.of("confidence: 0.5", "confidence: 70", "not from 0 to 1"),
                Arguments.of("confidence: 0.5", "confidence: 0.5, size: 1", "unknown key 'size'"),
                Arguments.of("every:", "fires: 'always', every:", "unknown fires 'always'"),
                Arguments.of(
                        "every:",
                        "universe: { segment: ['NSE'] }, every:",
                        "did you mean 'segments'?"),
                Arguments.of("every:", "universe: { price: [2, 1] }, every:", "holds nothing"),
                Arguments.of("export default", "eval('1'); export default", "top of a file"),
                Arguments.of("export default", "let n = 1; export default", "write const"),
                Arguments.of("export default", "class A {} export default", "a class"),
                Arguments.of("export default", "await 1; export default", "'await'"),
                Arguments.of(
                        "import { pattern, bar }",
                        "import { pattern, bar, fetch }",
                        "'shikra' has no 'fetch'"),
                Arguments.of("'shikra';", "'shikra'; import fs from 'fs';", "can't be imported"),
                Arguments.of(
                        "'shikra';",
                        "'shikra'; import { a } from '../../etc/passwd';",
                        "not a .js file in rules/lib"),
                Arguments.of(
                        "'shikra';",
                        "'shikra'; import { a } from '../lib/none.js';",
                        "there is no file 'lib/none.js'"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("shapes")
    void refusesShapesThatAreNotRules(String replaced, String by, String message) {
        String text = RuleBench.pattern("x => x.a > 0");
        assertThat(text).contains(replaced);
        RuleLoad.Rejected rejected =
                bench.rejected(RuleSource.of("patterns/test.js", text.replace(replaced, by)));
        assertThat(rejected.message()).contains(message);
    }

    static Stream<Arguments> studies() {
        return Stream.of(
                Arguments.of("study.emma()", "unknown study 'emma': did you mean 'ema'?"),
                Arguments.of("study.ema({ lenght: 9 })", "did you mean 'length'?"),
                Arguments.of("study.ema({ length: 0 })", "a whole number from 1 to 5000"),
                Arguments.of("study.ema({ length: 9.5 })", "a whole number from 1 to 5000"),
                Arguments.of("study.ema({ source: 'closed' })", "one of open, high"),
                Arguments.of(
                        "study.ema(9)",
                        "takes its parameters by name: write study.ema({ length: 20 })"),
                Arguments.of("study.ema().signal", "has no output 'signal'"),
                Arguments.of("study.openingrange()", "has 2 outputs"),
                Arguments.of("study.ema", "a study is called"),
                Arguments.of("study.ema({ forming: true })", "every: 'tick'"),
                Arguments.of("study.ema({ on: '5min' })", "unknown timeframe '5min'"),
                Arguments.of("study[1]", "in brackets"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("studies")
    void refusesStudiesThatDoNotExist(String input, String message) {
        String text =
                RuleBench.pattern("x => x.a > 0")
                        .replace("pattern, bar", "pattern, bar, study")
                        .replace("bar.close", input);
        assertThat(bench.rejected(RuleSource.of("patterns/test.js", text)).message())
                .contains(message);
    }

    @Test
    void refusesAFunctionThatCallsItself() {
        String text =
                "const f = a => a > 0 ? f(a - 1) : 0;\n" + RuleBench.pattern("x => f(x.a) > 0");
        assertThat(bench.rejected(RuleSource.of("patterns/test.js", text)))
                .hasToString(
                        "patterns/test.js:1:24: 'f' calls itself, which may never end: write a for loop with constant bounds");
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        String deep = "x => " + "(".repeat(5000) + "x.a" + ")".repeat(5000) + " > 0";
        String sum = "x => x.a" + " + 1".repeat(9000) + " > 0";
        for (String clause : new String[] {deep, sum}) {
            assertThat(
                            bench.rejected(
                                            RuleSource.of(
                                                    "patterns/t.js", RuleBench.pattern(clause)))
                                    .message())
                    .contains("nested too deeply");
        }
        String longText = "// " + "a".repeat(70_000);
        assertThat(bench.rejected(RuleSource.of("patterns/t.js", longText)).message())
                .contains("at most 65536");
    }
}
