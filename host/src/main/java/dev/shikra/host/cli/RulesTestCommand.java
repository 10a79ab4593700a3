package dev.shikra.host.cli;

import dev.shikra.host.RuleTests;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./shikra rules test}: the cases beside each rule, through the real engine. */
@Command(
        name = "test",
        description = "Runs the test cases beside rules (NAME.test.js). Exit code 1 if one fails.")
final class RulesTestCommand implements java.util.concurrent.Callable<Integer> {
    @ParentCommand private RulesCommand rules;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Rule or test files, or rule ids; default all that have tests.")
    private List<String> files = List.of();

    @Option(names = "--json", description = "A JSON object per case.")
    private boolean json;

    @Override
    public Integer call() {
        return rules.withWorkshop(shop -> {
            var results = new ArrayList<RuleTests.Result>();
            for (String file : chosen(shop)) {
                results.addAll(results(shop, file));
            }
            results.forEach(this::print);
            long failed = results.stream().filter(result -> !result.passed()).count();
            if (!json) {
                System.err.println(
                        results.size()
                                + (results.size() == 1 ? " case, " : " cases, ")
                                + failed
                                + " failed");
            }
            if (results.isEmpty() && !files.isEmpty()) {
                throw new CommandFailed(
                        "no test cases beside "
                                + String.join(", ", files)
                                + ": write NAME.test.js, or make both with rules new");
            }
            return failed == 0 ? 0 : 1;
        });
    }

    private List<String> chosen(RuleWorkshop shop) {
        return files.isEmpty()
                ? shop.loader().ruleFiles().stream()
                        .filter(file -> Files.exists(shop.directory().resolve(testOf(file))))
                        .toList()
                : files.stream().map(shop::ruleFile).toList();
    }

    private static String testOf(String file) {
        return file.replaceFirst("\\.js$", ".test.js");
    }

    private List<RuleTests.Result> results(RuleWorkshop shop, String file) {
        String test = testOf(file);
        Path path = shop.directory().resolve(test);
        if (!Files.exists(path)) {
            return List.of();
        }
        return switch (shop.loader().load(file)) {
            case RuleLoad.Rejected rejected ->
                    List.of(
                            new RuleTests.Result(
                                    test, "the rule loads", 1, List.of(rejected.toString()), 0));
            case RuleLoad.Loaded(String loaded, Rule rule) -> {
                try {
                    yield shop.tests().run(rule, shop.loader(), test, Files.readString(path));
                } catch (IOException e) {
                    throw new CommandFailed(path + " can't be read: " + e.getMessage(), e);
                }
            }
        };
    }

    private void print(RuleTests.Result result) {
        if (json) {
            var line = new LinkedHashMap<String, Object>();
            line.put("file", result.file());
            line.put("case", result.name());
            line.put("line", result.line());
            line.put("passed", result.passed());
            line.put("failures", result.failures());
            line.put("millis", result.millis());
            System.out.println(JsonMapper.builder().build().writeValueAsString(line));
            return;
        }
        System.out.println(
                (result.passed() ? "ok    " : "FAIL  ")
                        + result.file()
                        + ":"
                        + result.line()
                        + "  "
                        + result.name());
        result.failures().forEach(failure -> System.out.println("        " + failure));
    }
}
