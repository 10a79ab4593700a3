package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shikra.host.control.RuleAnswer;
import dev.shikra.host.control.RuleEdit;
import dev.shikra.host.control.RuleText;
import dev.shikra.host.rule.RuleCompiler;
import dev.shikra.host.rule.RuleConfiguration;
import dev.shikra.host.rule.RuleLoader;
import dev.shikra.host.rule.RuleTrial;
import dev.shikra.host.rule.script.RuleRuntime;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleDeskTest {
    private static final String FIRST = text(1);
    private static final String SECOND = text(2);
    private static final String WRONG = text(3).replace("x.now >", "x.nwo >");

    private static RuleRuntime runtime;
    private static SyntaxTrees trees;
    private static RuleCompiler compiler;

    @TempDir Path folder;
    private Path rules;
    private Path file;
    private RuleDesk desk;

    @BeforeAll
    static void compiler(@TempDir Path parsed) {
        runtime = new RuleRuntime();
        trees = new SyntaxTrees(runtime, parsed);
        compiler = new RuleCompiler(trees, List.of());
    }

    @AfterAll
    static void close() {
        trees.close();
        runtime.close();
    }

    @BeforeEach
    void folder() throws Exception {
        rules = Files.createDirectories(folder.resolve("rules"));
        Files.createDirectories(rules.resolve("patterns"));
        file = Files.writeString(rules.resolve("patterns/one.js"), FIRST);
        var loader = new RuleLoader(rules, compiler, RuleTrial.NONE, RuleConfiguration.NONE);
        desk = new RuleDesk(rules, loader::load);
    }

    private static String text(int above) {
        return MadeUpTrades.rule("one", "1m", "x => x.now > " + above);
    }

    private RuleAnswer save(String path, String text, String base) throws Exception {
        return desk.save(new RuleEdit(path, text, base, "Asha", "a trial"));
    }

    @Test
    void writesATextThatStands() throws Exception {
        RuleText before = desk.text("patterns/one.js").orElseThrow();
        RuleAnswer answer = save("patterns/one.js", SECOND, before.base());
        assertThat(answer).isInstanceOf(RuleAnswer.Accepted.class);
        assertThat(file).hasContent(SECOND);
        assertThat(((RuleAnswer.Accepted) answer).base())
                .isEqualTo(desk.text("patterns/one.js").orElseThrow().base());
        assertThat(names()).containsExactly("one.js");
    }

    @Test
    void doesNotWriteATextThatIsRefused() throws Exception {
        RuleText before = desk.text("patterns/one.js").orElseThrow();
        assertThat(save("patterns/one.js", WRONG, before.base()))
                .isInstanceOfSatisfying(
                        RuleAnswer.Refused.class,
                        refused -> {
                            assertThat(refused.file()).isEqualTo("patterns/one.js");
                            assertThat(refused.line()).isEqualTo(5);
                            assertThat(refused.message()).contains("no input is called 'nwo'");
                        });
        assertThat(file).hasContent(FIRST);
    }

    @Test
    void losesNobodysEdit() throws Exception {
        RuleText before = desk.text("patterns/one.js").orElseThrow();
        Files.writeString(file, text(7));
        RuleAnswer answer = save("patterns/one.js", SECOND, before.base());
        assertThat(answer).isInstanceOf(RuleAnswer.Conflict.class);
        assertThat(file).hasContent(text(7));
        RuleText now = ((RuleAnswer.Conflict) answer).now();
        assertThat(now.text()).isEqualTo(text(7));
        assertThat(save("patterns/one.js", SECOND, now.base()))
                .isInstanceOf(RuleAnswer.Accepted.class);
        assertThat(file).hasContent(SECOND);
    }

    @Test
    void writesANewFileAndNotOverOneThatIsThere() throws Exception {
        assertThat(save("filters/new.js", SECOND, "")).isInstanceOf(RuleAnswer.Accepted.class);
        assertThat(rules.resolve("filters/new.js")).hasContent(SECOND);
        assertThat(save("patterns/one.js", SECOND, "")).isInstanceOf(RuleAnswer.Conflict.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.js",
                "patterns/../../outside.js",
                "patterns/..js/x.js",
                "/etc/passwd",
                "patterns/.hidden.js",
                "patterns/one.test.js",
                "patterns/one.txt",
                "patterns/deep/one.js",
                "patterns\\one.js",
                "lib/numbers.js",
                "patterns/a\nb.js",
                "",
                "patterns/"
            })
    void touchesNothingButRuleFiles(String path) throws Exception {
        assertThat(save(path, "text", "")).isInstanceOf(RuleAnswer.Refused.class);
        assertThat(desk.text(path)).isEmpty();
        assertThat(desk.check(path, "text")).isInstanceOf(RuleAnswer.Refused.class);
        assertThat(names()).containsExactly("one.js");
        assertThat(folder.resolve("outside.js")).doesNotExist();
    }

    @Test
    void doesNotShowWhatALinkLeadsTo() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "a secret");
        Path link = rules.resolve("patterns/link.js");
        Files.createSymbolicLink(link, secret);
        assumeThat(link).isSymbolicLink();
        assertThat(desk.text("patterns/link.js")).isEmpty();
    }

    @Test
    void refusesATextThatIsTooLong() {
        assertThat(desk.check("patterns/one.js", "x".repeat(70_000)))
                .isInstanceOfSatisfying(
                        RuleAnswer.Refused.class,
                        refused -> assertThat(refused.message()).contains("70000", "65536"));
    }

    private List<String> names() throws Exception {
        try (var files = Files.list(rules.resolve("patterns"))) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }
}
