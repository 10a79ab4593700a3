package dev.shikra.host;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Alert;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.EngineValues;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleExplanation.ClauseResult;
import dev.shikra.host.rule.RuleExplanation.Truth;
import dev.shikra.host.rule.RuleLoad;
import dev.shikra.host.rule.RuleLoader;
import dev.shikra.host.rule.RuleSource;
import dev.shikra.host.rule.cases.CaseReader;
import dev.shikra.host.rule.cases.RuleCase;
import dev.shikra.host.rule.cases.RuleCase.Expected;
import dev.shikra.host.rule.cases.Sessions;
import dev.shikra.host.rule.kernel.Watchdog;
import dev.shikra.host.rule.script.RuleRuntime;
import dev.shikra.host.rule.syntax.RuleFault;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import dev.shikra.host.study.StudyCatalog;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the test cases beside rules, and says in plain words what was not as expected. One thread.
 */
public final class RuleTests {
    /**
     * What a case came to.
     *
     * @param file the test file, within the rules folder
     * @param name of the case; of the file itself if it could not be read
     * @param line where it stands, from 1
     * @param failures in plain words; none if all was as expected
     * @param millis how long it took
     */
    public record Result(String file, String name, int line, List<String> failures, long millis) {
        public Result {
            failures = List.copyOf(failures);
        }

        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /**
     * Where cases run.
     *
     * @param calendar of the market
     * @param timeframes that the host builds
     */
    public record Ground(
            SessionCalendar calendar,
            List<Timeframe> timeframes,
            StudyCatalog studies,
            RuleRuntime runtime,
            SyntaxTrees trees,
            Watchdog watchdog) {}

    private static final double NEAR = 1e-6;

    private final Ground ground;
    private final CaseReader reader;

    public RuleTests(Ground ground) {
        this.ground = ground;
        reader =
                new CaseReader(
                        ground.trees(), new CalendarDays(ground.calendar()), EngineValues.GROUPS);
    }

    private record CalendarDays(SessionCalendar calendar) implements Sessions {
        @Override
        public boolean trades(LocalDate date) {
            return calendar.sessionOn(date).trades();
        }

        @Override
        public LocalDateTime open(LocalDate date) {
            Session session = calendar.sessionOn(date);
            return LocalDateTime.ofInstant(
                    java.time.Instant.ofEpochMilli(session.openMs()), calendar.zone());
        }
    }

    /**
     * Runs the cases of a rule.
     *
     * @param loaded the rule
     * @param loader compiles it again for cases that give its params other values
     * @param file the test file's path, for messages
     * @param text of the test file
     */
    public List<Result> run(Rule loaded, RuleLoader loader, String file, String text) {
        List<RuleCase> cases;
        try {
            cases = reader.read(file, text);
        } catch (RuleFault fault) {
            return List.of(
                    new Result(
                            fault.place().file(),
                            "can be read",
                            fault.place().line(),
                            List.of(fault.place() + ": " + fault.text()),
                            0));
        }
        return cases.stream().map(each -> run(loaded, loader, file, each)).toList();
    }

    private Result run(Rule loaded, RuleLoader loader, String file, RuleCase given) {
        long from = System.nanoTime();
        List<String> failures = new ArrayList<>();
        Optional<Rule> rule = withParameters(loaded, loader, given, failures);
        if (rule.isPresent()) {
            try (var run =
                    new RuleCaseRun(
                            rule.get(),
                            given,
                            ground.calendar(),
                            ground.timeframes(),
                            ground.studies(),
                            ground.runtime(),
                            ground.watchdog())) {
                judge(given, run.run(), failures);
            }
        }
        return new Result(
                file,
                given.name(),
                given.place().line(),
                failures,
                (System.nanoTime() - from) / 1_000_000);
    }

    private static Optional<Rule> withParameters(
            Rule loaded, RuleLoader loader, RuleCase given, List<String> failures) {
        if (given.parameters().isEmpty()) {
            return Optional.of(loaded);
        }
        var overrides = new HashMap<>(loaded.source().overrides());
        overrides.putAll(given.parameters());
        RuleSource source = loaded.source();
        RuleLoad load =
                loader.compile(
                        new RuleSource(
                                source.path(), source.text(), source.libraries(), overrides));
        return switch (load) {
            case RuleLoad.Loaded(String path, Rule rule) -> Optional.of(rule);
            case RuleLoad.Rejected rejected -> {
                failures.add("with the params of this case: " + rejected);
                yield Optional.empty();
            }
        };
    }

    private void judge(RuleCase given, RuleCaseRun.Outcome outcome, List<String> failures) {
        failures.addAll(outcome.faults());
        List<RuleCaseRun.Found> left = new ArrayList<>(outcome.found());
        for (Expected expected : given.expected()) {
            Optional<RuleCaseRun.Found> found =
                    left.stream().filter(each -> when(each).equals(expected.at())).findFirst();
            if (found.isEmpty()) {
                failures.add(missing(expected, outcome));
                continue;
            }
            left.remove(found.get());
            differences(expected, found.get(), failures);
        }
        left.forEach(each -> failures.add(unexpected(each)));
    }

    /** Event time without what is below a second, as people write it. */
    private static LocalDateTime when(RuleCaseRun.Found found) {
        return found.signal().time().toLocalDateTime().withNano(0);
    }

    private static String missing(Expected expected, RuleCaseRun.Outcome outcome) {
        String what =
                "nothing at "
                        + clock(expected.at())
                        + ", where "
                        + words(expected)
                        + " is expected";
        RuleCaseRun.Evaluation at = outcome.evaluations().get(expected.at());
        if (at == null) {
            return what
                    + (outcome.evaluations().isEmpty()
                            ? ""
                            : ": the rule was not evaluated then, but at "
                                    + nearest(expected.at(), outcome.evaluations()));
        }
        if (!at.priceFits()) {
            return what + ": the price is outside the rule's universe";
        }
        List<String> against =
                at.clauses().stream()
                        .filter(clause -> clause.truth() != Truth.TRUE)
                        .map(RuleTests::words)
                        .toList();
        if (!against.isEmpty()) {
            return what + ": " + String.join("; ", against);
        }
        return what
                + (at.matched()
                        ? ": all clauses are true, as they were at the evaluation before, and the rule fires when it becomes true"
                        : ": all clauses are true, but something that 'then' reads is warming up");
    }

    private static String words(ClauseResult clause) {
        return "'"
                + clause.clause()
                + "' is "
                + (clause.truth() == Truth.FALSE ? "false" : "warming up")
                + " ("
                + values(clause.values())
                + ")";
    }

    private static String values(Map<String, Double> values) {
        return values.entrySet().stream()
                .map(e -> e.getKey() + " = " + number(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String nearest(
            LocalDateTime to, Map<LocalDateTime, RuleCaseRun.Evaluation> evaluations) {
        return evaluations.keySet().stream()
                .min(java.util.Comparator.comparing(at -> java.time.Duration.between(at, to).abs()))
                .map(at ->
                        (at.toLocalDate().equals(to.toLocalDate()) ? "" : at.toLocalDate() + " ")
                                + clock(at))
                .orElse("no time");
    }

    private static void differences(
            Expected expected, RuleCaseRun.Found found, List<String> failures) {
        Alert signal = found.signal();
        String at = "at " + clock(expected.at()) + " ";
        expected.direction()
                .filter(direction -> !direction.equals(signal.direction().text()))
                .ifPresent(direction ->
                        failures.add(
                                at
                                        + "the direction is "
                                        + signal.direction().text()
                                        + ", not "
                                        + direction));
        String reject = expected.reject().orElse("");
        if (!reject.equals(found.rejection())) {
            failures.add(
                    at
                            + (found.rejection().isEmpty()
                                    ? "the candidate passes, where '" + reject + "' is expected"
                                    : "the candidate is rejected: '" + found.rejection() + "'"));
        }
        expected.numbers()
                .forEach((name, wanted) -> {
                    double actual =
                            switch (name) {
                                case "confidence" -> signal.confidence();
                                case "stop" -> signal.stop();
                                case "target" -> signal.target();
                                default -> signal.price();
                            };
                    if (!(Math.abs(actual - wanted) <= NEAR * Math.max(1, Math.abs(wanted)))) {
                        failures.add(
                                at + name + " is " + number(actual) + ", not " + number(wanted));
                    }
                });
    }

    private static String unexpected(RuleCaseRun.Found found) {
        Alert signal = found.signal();
        return "at "
                + when(found).toLocalDate()
                + " "
                + clock(when(found))
                + " "
                + (found.rejection().isEmpty()
                        ? signal.direction().text() + " at " + number(signal.price())
                        : "'" + found.rejection() + "'")
                + " is found, and not expected"
                + signal.evidence().stream()
                        .map(e -> "'" + e.clause() + "' (" + values(e.values()) + ")")
                        .collect(
                                Collectors.joining(
                                        ", ", signal.evidence().isEmpty() ? "" : ": ", ""));
    }

    private static String words(Expected expected) {
        return expected.reject()
                .map(reason -> "'" + reason + "'")
                .orElse(expected.direction().orElse("a signal"));
    }

    private static String clock(LocalDateTime at) {
        LocalTime time = at.toLocalTime();
        return time.toString();
    }

    /** Numbers of prices: as many digits as tell them apart, and no more than people read. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "not known yet";
        }
        String text = String.format(Locale.ROOT, "%.6f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
