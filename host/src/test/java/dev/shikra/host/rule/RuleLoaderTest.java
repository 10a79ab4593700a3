package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.host.rule.kernel.KernelTrial;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleLoaderTest {
    @TempDir Path folder;
    @TempDir Path cache;
    private RuleBench bench;
    private RuleLoader loader;

    @BeforeEach
    void open() throws IOException {
        bench = new RuleBench(cache, 1);
        loader = loader(Map.of());
        for (String name : List.of("patterns", "filters", "lib")) {
            Files.createDirectory(folder.resolve(name));
        }
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private RuleLoader loader(Map<String, Map<String, Double>> overrides) {
        return new RuleLoader(
                folder,
                bench.compiler,
                new KernelTrial(bench.runtime, bench.watchdog),
                new RuleConfiguration(folder.resolve("universes"), overrides));
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path), text);
    }

    private static String pattern(String id, String clause) {
        return RuleBench.pattern(clause).replace("id: 'test'", "id: '" + id + "'");
    }

    private Rule loaded(String path) {
        return switch (loader.load(path)) {
            case RuleLoad.Loaded loaded -> loaded.rule();
            case RuleLoad.Rejected rejected -> throw new AssertionError(rejected.toString());
        };
    }

    @Test
    void oneBadRuleHarmsNoOther() throws IOException {
        write("patterns/a.js", pattern("a", "x => x.a > 0"));
        write("patterns/b.js", pattern("b", "x => x.a >"));
        write("patterns/c.js", pattern("a", "x => x.b > 0"));
        write("patterns/d.js", pattern("d", "x => x.z > 0"));
        write("patterns/.e.js", "not looked at");
        write("patterns/e.js~", "not looked at");
        write("patterns/e.js.swp", "not looked at");
        write("patterns/e.test.js", "not looked at");
        Files.write(folder.resolve("patterns/f.js"), new byte[] {(byte) 0xff, 0});
        write("patterns/g.js", pattern("g", "x => x.c > 0"));
        Files.createSymbolicLink(folder.resolve("patterns/h.js"), cache.resolve("../h.js"));
        Files.write(folder.resolve("patterns/i.js"), new byte[10_000_000]);
        assertThat(loader.loadAll().stream().map(RuleLoaderTest::line))
                .satisfiesExactly(
                        l -> assertThat(l).isEqualTo("patterns/a.js a"),
                        l ->
                                assertThat(l)
                                        .startsWith("patterns/b.js:5:")
                                        .contains("syntax error: Unexpected token"),
                        l -> assertThat(l).contains("id 'a' is already taken by patterns/a.js"),
                        l ->
                                assertThat(l)
                                        .isEqualTo(
                                                "patterns/d.js:5:28: no input is called 'z': known are a, b, c"),
                        l -> assertThat(l).contains("not UTF-8 text"),
                        l -> assertThat(l).isEqualTo("patterns/g.js g"),
                        l -> assertThat(l).startsWith("patterns/h.js:1:1: "),
                        l -> assertThat(l).contains("10000000 bytes").contains("split it"));
    }

    private static String line(RuleLoad load) {
        return switch (load) {
            case RuleLoad.Loaded loaded -> loaded.file() + " " + loaded.rule().id();
            case RuleLoad.Rejected rejected -> rejected.toString();
        };
    }

    @Test
    void theVersionFollowsSourceLibrariesAndParams() throws IOException {
        String text =
                "import { f } from '../lib/one.js';\n"
                        + pattern("a", "(x, p) => f(x.a) > p.n")
                                .replace(
                                        "every:",
                                        "params: { n: { default: 1, min: 0, max: 9 } }, every:");
        write("patterns/a.js", text);
        write("lib/one.js", "import { g } from './two.js'; export const f = a => g(a) + 1;");
        write("lib/two.js", "export function g(a) { return a * 2; }");
        String first = loaded("patterns/a.js").version();
        assertThat(first).matches("[0-9a-f]{16}").isEqualTo(loaded("patterns/a.js").version());
        assertThat(loader.dependents("lib/two.js")).containsExactly("patterns/a.js");
        write("lib/two.js", "export function g(a) { return a * 3; }");
        String second = loaded("patterns/a.js").version();
        loader = loader(Map.of("a", Map.of("n", 2.0)));
        Rule third = loaded("patterns/a.js");
        assertThat(third.parameters()).isEqualTo(Map.of("n", 2.0));
        assertThat(List.of(first, second, third.version())).doesNotHaveDuplicates();

        RuleSource copy = RuleSource.fromBytes(third.source().toBytes());
        assertThat(copy).isEqualTo(third.source());
        assertThat(bench.rule(copy).version()).isEqualTo(third.version());
        assertThatThrownBy(() -> RuleSource.fromBytes(new byte[] {1, 2, 3, 4}))
                .hasMessageContaining("no rule source");
    }

    @Test
    void aFaultInALibraryIsNamedThere() throws IOException {
        write(
                "patterns/a.js",
                "import { f } from '../lib/one.js';\n" + pattern("a", "x => f(x.a) > 0"));
        write("lib/one.js", "export const f = a => a.b;");
        assertThat(loader.load("patterns/a.js"))
                .hasToString(
                        "lib/one.js:1:23: '.b' can't be read here: only inputs (x.name), params (p.name) and Math have members");
        write("lib/one.js", "import { f } from './one.js'; export const g = a => a;");
        assertThat(loader.load("patterns/a.js").toString())
                .startsWith("lib/one.js:1:19: 'lib/one.js' imports itself");
    }

    @Test
    void aParamOutsideItsRangeIsRefused() throws IOException {
        write(
                "patterns/a.js",
                pattern("a", "(x, p) => x.a > p.n")
                        .replace(
                                "every:", "params: { n: { default: 1, min: 0, max: 9 } }, every:"));
        loader = loader(Map.of("a", Map.of("n", 20.0)));
        assertThat(loader.load("patterns/a.js").toString())
                .contains("param n is 20.0: it is from 0.0 to 9.0");
        loader = loader(Map.of("a", Map.of("m", 2.0)));
        assertThat(loader.load("patterns/a.js").toString())
                .contains("configuration sets 'm', which is no param of this rule: known are n");
    }

    @Test
    void theTrialRunRefusesARuleThatMatchesNothingButAir() throws IOException {
        write(
                "patterns/a.js",
                pattern("a", "x => x.a > 0").replace("'long'", "x.a > 0 ? 'long' : 'short'"));
        assertThat(loader.load("patterns/a.js")).isInstanceOf(RuleLoad.Loaded.class);
        write("lib/one.js", "export const way = a => a > 1e9 ? 'long' : 'up';");
        write(
                "patterns/a.js",
                "import { way } from '../lib/one.js';\n"
                        + pattern("a", "x => x.a > 0").replace("'long'", "way(x.a)"));
        assertThat(loader.load("patterns/a.js").toString())
                .contains("trial run: the direction is not 'long', 'short' or 'neutral'");
    }

    @Test
    void aTreeKeptFromBeforeNeedsNoParserAndADamagedOneIsMadeAgain() throws IOException {
        write("patterns/a.js", pattern("a", "x => x.a > 0"));
        String version = loaded("patterns/a.js").version();
        try (var files = Files.list(cache)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "{\"type\":");
            }
        }
        assertThat(loaded("patterns/a.js").version()).isEqualTo(version);
    }

    @Test
    void checkNamesEachFaultAndSaysWhetherAllIsWell() throws IOException {
        write("patterns/a.js", pattern("a", "x => x.a > 0"));
        var check = new RuleCheck(root -> loader);
        var out = new StringWriter();
        assertThat(check.check(List.of(folder), new PrintWriter(out)))
                .isEqualTo(RuleCheck.Result.OK);
        assertThat(out.toString()).startsWith("patterns/a.js: ok (a, version ");
        write("patterns/b.js", pattern("b", "x => this > 0"));
        out.getBuffer().setLength(0);
        assertThat(
                        check.check(
                                List.of(folder.resolve("patterns/b.js"), folder.resolve("none.js")),
                                new PrintWriter(out)))
                .isEqualTo(RuleCheck.Result.FAILED);
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        l ->
                                assertThat(l)
                                        .isEqualTo(
                                                "patterns/b.js:5:26: 'this' has no meaning here: read a declared input, x.name"),
                        l ->
                                assertThat(l)
                                        .endsWith(
                                                "none.js:1:1: there is no such file: check the path"));
    }
}
