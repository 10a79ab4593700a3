package dev.shikra.host.cli;

import dev.shikra.host.RuleWhy;
import dev.shikra.host.rule.RuleExplanation.ClauseResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./shikra rules explain}: why a rule did or did not fire. */
@Command(
        name = "explain",
        description =
                "Says of a rule, an instrument and a time what each clause compared and what else stood in the way, from the journal.")
final class RulesExplainCommand implements Callable<Integer> {
    @ParentCommand private RulesCommand rules;

    @Option(names = "--rule", paramLabel = "RULE", required = true, description = "A rule's id.")
    private String rule = "";

    @Option(
            names = "--instrument",
            paramLabel = "INSTRUMENT",
            required = true,
            description = "A symbol, or EXCHANGE:SYMBOL.")
    private String instrument = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            required = true,
            description = "2024-01-02T10:00, in the market's zone, or with one of its own.")
    private String at = "";

    @Option(names = "--journal", paramLabel = "DIR", description = "Default var/live/journal.")
    private @Nullable Path journal;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        return rules.withWorkshop(shop -> {
            Path from =
                    journal == null ? shop.host().home().var().resolve("live/journal") : journal;
            try (Scratch scratch = Scratch.create()) {
                RuleWhy.Answer answer =
                        new RuleWhy(shop.host()::source, shop.host().studies(), scratch.directory())
                                .answer(
                                        from,
                                        from.resolveSibling("snapshots"),
                                        new RuleWhy.Question(rule, instrument, this::moment));
                System.out.println(json ? jsonLine(answer) : text(answer));
                return 0;
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandFailed(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private Instant moment(ZoneId zone) {
        String text = at.replace(' ', 'T');
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            try {
                return LocalDateTime.parse(text).atZone(zone).toInstant();
            } catch (DateTimeException local) {
                throw new CommandFailed("'" + at + "' is no time: write 2024-01-02T10:00", local);
            }
        }
    }

    private static String text(RuleWhy.Answer answer) {
        var lines = new ArrayList<String>();
        lines.add(
                answer.rule()
                        + " (version "
                        + answer.version()
                        + ") on "
                        + answer.instrument()
                        + answer.at().map(time -> " at " + time.toLocalDateTime()).orElse(""));
        if (answer.at().isEmpty()) {
            lines.add(
                    answer.covered()
                            ? "  was not evaluated up to then"
                            : "  never: the instrument is not in the rule's universe");
            return String.join("\n", lines);
        }
        if (!answer.priceFits()) {
            lines.add("  no    the price is outside the rule's universe");
        }
        for (ClauseResult clause : answer.clauses()) {
            lines.add(
                    "  "
                            + switch (clause.truth()) {
                                case TRUE -> "yes   ";
                                case FALSE -> "no    ";
                                case WARMING_UP -> "warms ";
                            }
                            + clause.clause()
                            + "  ("
                            + values(clause.values())
                            + ")");
        }
        lines.add("  " + verdict(answer));
        answer.outcomes().forEach(outcome -> lines.add("  " + outcome));
        return String.join("\n", lines);
    }

    private static String verdict(RuleWhy.Answer answer) {
        if (!answer.matched()) {
            return "not true, so nothing fires";
        }
        if (answer.outcomes().isEmpty() && answer.wasTrue()) {
            return "true, as at the evaluation before: a rule that fires when it becomes true is silent";
        }
        return "true";
    }

    private static String values(Map<String, Double> values) {
        return values.entrySet().stream()
                .map(e ->
                        e.getKey()
                                + " = "
                                + (Double.isNaN(e.getValue()) ? "not known yet" : e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** JSON has no NaN. */
    private static Map<String, @Nullable Double> numbers(Map<String, Double> values) {
        var numbers = new LinkedHashMap<String, @Nullable Double>();
        values.forEach((name, value) -> numbers.put(name, Double.isFinite(value) ? value : null));
        return numbers;
    }

    private static String jsonLine(RuleWhy.Answer answer) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("rule", answer.rule());
        line.put("version", answer.version());
        line.put("instrument", answer.instrument());
        line.put("at", answer.at().map(time -> time.toOffsetDateTime().toString()).orElse(null));
        line.put("covered", answer.covered());
        line.put("priceFits", answer.priceFits());
        line.put("matched", answer.matched());
        line.put("wasTrue", answer.wasTrue());
        line.put(
                "clauses",
                answer.clauses().stream()
                        .map(clause -> {
                            var each = new LinkedHashMap<String, Object>();
                            each.put("clause", clause.clause());
                            each.put(
                                    "truth",
                                    clause.truth()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' '));
                            each.put("values", numbers(clause.values()));
                            return each;
                        })
                        .toList());
        line.put("inputs", numbers(answer.inputs()));
        line.put("outcomes", answer.outcomes());
        return JsonMapper.builder().build().writeValueAsString(line);
    }
}
