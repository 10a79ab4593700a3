package dev.shikra.host.cli;

import dev.shikra.host.RuleWhy;
import dev.shikra.host.control.RuleQuestion;
import dev.shikra.host.control.RuleReason;
import dev.shikra.host.control.RuleReasonText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
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
            description =
                    "2024-01-02T10:00, in the market's zone, or with one of its own; default: now.")
    private String at = "";

    @Option(names = "--journal", paramLabel = "DIR", description = "Default var/live/journal.")
    private @Nullable Path journal;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        return rules.withWorkshop(shop -> {
            Path var = shop.host().home().var();
            Path from = journal == null ? var.resolve("live/journal") : journal;
            try (Scratch scratch = Scratch.create()) {
                RuleReason reason =
                        new RuleWhy(shop.host()::source, shop.host()::computing)
                                .answer(
                                        from,
                                        from.resolveSibling("snapshots"),
                                        var.resolve("cache/rules"),
                                        scratch.directory(),
                                        new RuleQuestion(rule, instrument, this::moment));
                if (json) {
                    System.out.println(
                            JsonMapper.builder()
                                    .build()
                                    .writeValueAsString(RuleReasonText.json(reason)));
                } else {
                    RuleReasonText.lines(reason).forEach(System.out::println);
                    System.err.printf(
                            Locale.ROOT,
                            "%d records of the journal were run again in %.0f ms%n",
                            reason.records(),
                            reason.tookMs());
                }
                return 0;
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandFailed(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private Instant moment(ZoneId zone) {
        try {
            return RuleQuestion.moment(at, zone);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }
}
