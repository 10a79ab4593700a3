package dev.shikra.host.rule.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.host.rule.RandomRules;
import dev.shikra.host.rule.script.RuleRuntime;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the parser of common rules reads, acorn reads, and its tree is the same. */
class RuleParserTest {
    private static final int RANDOM_RULES = 5;
    private static final int MUTATIONS = 1_500;
    private static final Pattern BLOCK = Pattern.compile("(?s)```js\n(.*?)```");
    private static final Pattern REPEAT = Pattern.compile("@@repeat\\(\"(.*?)\", (\\d+)\\)@@");

    @TempDir static Path cache;
    private static RuleRuntime runtime;
    private static SyntaxTrees trees;

    @BeforeAll
    static void open() {
        runtime = new RuleRuntime();
        trees = new SyntaxTrees(runtime, cache);
    }

    @AfterAll
    static void close() {
        trees.close();
        runtime.close();
    }

    /** {@return whether the parser reads it, and then it is as acorn's} */
    private static boolean isReadAsByAcorn(String text, String what) {
        Optional<ObjectNode> found = RuleParser.parse(text);
        if (found.isEmpty()) {
            return false;
        }
        JsonNode meant = null;
        try {
            meant = trees.byAcorn("x.js", text);
        } catch (RuleFault e) {
            assertThat(e.getMessage()).as("acorn refuses, %s\n%s", what, text).isNull();
        }
        assertThat(found.get()).as("%s\n%s", what, text).isEqualTo(meant);
        // The order of properties too: refusals name the first thing that they meet.
        assertThat(found.get()).as("%s\n%s", what, text).hasToString(String.valueOf(meant));
        return true;
    }

    private static Map<String, String> texts(String... folders) throws IOException {
        var texts = new TreeMap<String, String>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of("..").resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".js")) {
                        texts.put(file.toString(), Files.readString(file));
                    } else if (name.endsWith(".md")) {
                        Matcher blocks = BLOCK.matcher(Files.readString(file));
                        while (blocks.find()) {
                            texts.put(file + " at " + blocks.start(), blocks.group(1));
                        }
                    }
                }
            }
        }
        return texts;
    }

    @Test
    void readsEveryRuleTestLibraryAndExample() throws IOException {
        Map<String, String> texts = texts("rules", "docs");
        assertThat(texts).hasSizeGreaterThan(20);
        texts.forEach((name, text) -> {
            // An object's properties alone are no program.
            boolean excerpt = text.contains("\ninputs: {");
            assertThat(isReadAsByAcorn(text, name)).as(name).isEqualTo(!excerpt);
        });
    }

    @Test
    void readsAllThatIsCommon() {
        SyntaxSamples.COMMON.forEach(
                text -> assertThat(isReadAsByAcorn(text, "sample")).as(text).isTrue());
    }

    @Test
    void readsRandomRules() {
        long seed = System.nanoTime();
        System.out.println("RuleParserTest seed " + seed);
        RandomRules.texts(new SplittableRandom(seed), RANDOM_RULES)
                .forEach(text ->
                        assertThat(isReadAsByAcorn(text, "seed " + seed)).as(text).isTrue());
    }

    @Test
    void whatIsReadOfDamagedTextsIsRight() throws IOException {
        long seed = System.nanoTime();
        System.out.println("RuleParserTest seed " + seed);
        var random = new SplittableRandom(seed);
        var bases = new ArrayList<>(texts("rules").values());
        bases.removeIf(text -> text.length() > 1_500);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            List<String> from = i % 4 == 0 ? bases : SyntaxSamples.COMMON;
            String text = TextMutation.of(from.get(random.nextInt(from.size())), random);
            read += isReadAsByAcorn(text, "seed " + seed + ", mutation " + i) ? 1 : 0;
        }
        assertThat(read).as("seed %d: damaged texts that are read", seed).isPositive();
    }

    @Test
    void numbersAreAsJavaScriptWritesThem() {
        long seed = System.nanoTime();
        System.out.println("RuleParserTest seed " + seed);
        var random = new SplittableRandom(seed);
        var numbers = new ArrayList<>(List.of("0xfffffffffffff", "1e400", "4.9e-324", ".5e1"));
        for (int power = 0; power < 24; power++) {
            // About the ends of what fits in an int, a long and a double, and of plain digits.
            var two = BigInteger.TWO.pow(3 * power);
            var ten = BigInteger.TEN.pow(power);
            for (BigInteger edge : List.of(two, ten)) {
                numbers.add(edge.toString());
                numbers.add(edge.add(BigInteger.ONE).toString());
                numbers.add(edge.subtract(BigInteger.ONE) + ".");
                numbers.add(edge.multiply(BigInteger.valueOf(random.nextInt(1, 100))) + ".25");
            }
        }
        for (int i = 0; i < 300; i++) {
            double any = Math.abs(Double.longBitsToDouble(random.nextLong()));
            numbers.add(Double.isFinite(any) ? Double.toString(any) : "1");
            double power = Math.pow(10, random.nextInt(-8, 23));
            numbers.add(Double.toString(random.nextDouble() * power));
            numbers.add(Long.toString(random.nextLong() >>> random.nextInt(1, 64)));
        }
        String text = String.join(",\n", numbers);
        assertThat(isReadAsByAcorn("const n = [" + text + "];", "seed " + seed)).isTrue();
        assertThat(isReadAsByAcorn("a({ 1e400: 1, 0x1f: 2, .5: 3, 1e21: 4 });", "keys")).isTrue();
    }

    @Test
    void charactersAreAsInTheText() {
        var all = new StringBuilder();
        for (char c = 0; c < 0x3000; c++) {
            boolean ends = c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
            all.append(ends || c == '\\' || c == '`' || c == '$' || c == '\'' ? ' ' : c);
        }
        all.append("\ufeff\uffff😀\\n\\'\\`");
        String text = "const a = '%s', /* é😀 */ b = `%s`;\na // é".formatted(all, all);
        assertThat(isReadAsByAcorn(text, "all characters")).isTrue();
        assertThat(RuleParser.parse("'" + (char) 0xd83d + "'.a")).isEmpty();
        assertThat(RuleParser.parse("const a = '" + (char) 0xde00 + "'")).isEmpty();
        assertThat(RuleParser.parse((char) 0xfeff + "a")).isEmpty();
    }

    @Test
    void leavesErrorsToAcorn() {
        for (String text : SyntaxSamples.errors()) {
            assertThat(RuleParser.parse(text)).as(text).isEmpty();
            assertThatThrownBy(() -> trees.byAcorn("x.js", text))
                    .as(text)
                    .isInstanceOf(RuleFault.class);
        }
    }

    @Test
    void leavesWhatIsUncommonToAcorn() {
        for (String text : SyntaxSamples.uncommon()) {
            assertThat(RuleParser.parse(text)).as(text).isEmpty();
            assertThat(trees.parse("x.js", text).type()).as(text).isEqualTo("Program");
        }
    }

    @Test
    void abuseIsReadAsByAcornOrNotAtAll() throws IOException {
        Map<String, String> texts = texts("host/src/test/resources/abuse");
        assertThat(texts).hasSizeGreaterThan(200);
        texts.forEach((name, text) -> {
            isReadAsByAcorn(
                    REPEAT.matcher(text)
                            .replaceAll(found ->
                                    Matcher.quoteReplacement(
                                            found.group(1)
                                                    .repeat(Integer.parseInt(found.group(2))))),
                    name);
        });
    }

    @Test
    void endsSoonWhateverIsRepeated() {
        for (String piece :
                List.of(
                        "(", "[", "{", "`${", "a=>", "-", "!", "++", "a.", "a(", "a[", "a?", "a,",
                        "a+", "a**", "a=", "({a:", "if(a)", "for(;;)", "(a,", "(a=1,", "f(a=>{",
                        "()=>{", "'", "/*", "\\", "1", "a;", "{}", "let a", ")", "}", " ")) {
            RuleParser.parse(piece.repeat(SyntaxTrees.LONGEST_SOURCE / piece.length()));
            isReadAsByAcorn(piece.repeat(60), piece);
        }
    }

    @Test
    void readsOnlyAsDeepAsAcornDoes() {
        for (String nest :
                List.of(
                        "( )",
                        "[ ]",
                        "f( )",
                        "a=> ",
                        "({a: })",
                        "if(a){ }",
                        "!! ",
                        "`${ }`",
                        "a?b: ",
                        "a** ")) {
            String before = nest.substring(0, nest.indexOf(' '));
            String after = nest.substring(before.length() + 1);
            int deepest = 0;
            for (int depth = 1; depth < 90; depth++) {
                String text = before.repeat(depth) + "1" + after.repeat(depth);
                if (RuleParser.parse(text).isPresent()) {
                    deepest = depth;
                }
            }
            assertThat(deepest).as(before).isGreaterThan(15);
            isReadAsByAcorn(before.repeat(deepest) + "1" + after.repeat(deepest), before);
        }
        for (String link : List.of("+1", ".a", "()", "[0]", "||a", ",1")) {
            int longest = 0;
            for (int length = 200; length < 600; length += 9) {
                if (RuleParser.parse("a" + link.repeat(length)).isPresent()) {
                    longest = length;
                }
            }
            assertThat(longest).as(link).isGreaterThan(200);
            isReadAsByAcorn("a" + link.repeat(longest), link);
        }
    }

    @Test
    void treesAreTheSameWhicheverWayTheyCome() {
        String common = "export const a = 1;\n";
        String uncommon = "export class A {}\n";
        for (String text : List.of(common, uncommon)) {
            Node first = trees.parse("a.js", text);
            Node again = trees.parse("b.js", text);
            assertThat(again.json()).isSameAs(first.json()).isEqualTo(trees.byAcorn("", text));
            assertThat(List.of(first.file(), again.file())).containsExactly("a.js", "b.js");
        }
        Node first = trees.parse("a.js", common);
        for (int i = 0; i < 100; i++) {
            trees.parse("a.js", common + "const b = " + i + ";");
        }
        assertThat(trees.parse("a.js", common).json())
                .isNotSameAs(first.json())
                .isEqualTo(first.json());
    }
}
