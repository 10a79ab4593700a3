package dev.shikra.host.cli;

import dev.shikra.host.rule.history.RuleVersion;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./shikra rules history}: the versions of a rule. */
@Command(
        name = "history",
        description = "Lists the versions of a rule file: number, when, who, why.")
final class RulesHistoryCommand implements java.util.concurrent.Callable<Integer> {
    @ParentCommand private RulesCommand rules;

    @Parameters(paramLabel = "FILE", description = "A rule file, or a rule's id.")
    private String file = "";

    @Option(names = "--json", description = "A JSON object per version.")
    private boolean json;

    @Override
    public Integer call() {
        return rules.withWorkshop(shop -> {
            for (RuleVersion version : versions(shop, file)) {
                System.out.println(json ? jsonLine(version) : text(version));
            }
            return 0;
        });
    }

    /** A file that is gone still has a history. */
    static List<RuleVersion> versions(RuleWorkshop shop, String given) {
        try {
            List<RuleVersion> known = shop.history().versions(given);
            List<RuleVersion> versions =
                    known.isEmpty() ? shop.history().versions(shop.ruleFile(given)) : known;
            if (versions.isEmpty()) {
                throw new CommandFailed(
                        "no version of "
                                + given
                                + " is kept yet: the first is when the host runs it");
            }
            return versions;
        } catch (IOException e) {
            throw new CommandFailed("the history can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * {@return the version with a number}
     *
     * @throws CommandFailed if there is none
     */
    static RuleVersion version(List<RuleVersion> versions, int number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailed(
                                versions.getFirst().file()
                                        + " has no version "
                                        + number
                                        + ": it has 1 to "
                                        + versions.getLast().number()));
    }

    private static String text(RuleVersion version) {
        return "%4d  %s  %-10s  %s  %s"
                .formatted(
                        version.number(),
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                version.at()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .atZone(ZoneId.systemDefault())),
                        version.who(),
                        version.removed() ? "(removed)   " : version.content().substring(0, 12),
                        version.why().replaceAll("\\s+", " "));
    }

    private static String jsonLine(RuleVersion version) {
        var line = new LinkedHashMap<String, Object>();
        line.put("file", version.file());
        line.put("version", version.number());
        line.put("time", version.at().toString());
        line.put("who", version.who());
        line.put("why", version.why());
        line.put("content", version.content());
        return JsonMapper.builder().build().writeValueAsString(line);
    }
}
