package dev.shikra.host.cli;

import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleLoad;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./shikra rules list}: the rules, and what they have done in a running host. */
@Command(
        name = "list",
        description =
                "Lists the rules with version, kind and when they run; with --figures what each has done in the host that runs here.")
final class RulesListCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParentCommand private RulesCommand rules;

    @Option(
            names = "--figures",
            description =
                    "Rows evaluated, matches, near misses, signals, errors, time and last signal of each rule, since the running host started.")
    private boolean figures;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        if (figures) {
            return figures();
        }
        return rules.withWorkshop(shop -> {
            shop.loader()
                    .loadAll()
                    .forEach(load -> System.out.println(json ? line(load) : text(load)));
            return 0;
        });
    }

    private static String text(RuleLoad load) {
        return switch (load) {
            case RuleLoad.Loaded(String file, Rule.Pattern rule) ->
                    "%-28s %s  pattern, every %s  %s"
                            .formatted(rule.id(), rule.version(), rule.every(), file);
            case RuleLoad.Loaded(String file, Rule.Filter rule) ->
                    "%-28s %s  filter, %s  %s"
                            .formatted(rule.id(), rule.version(), rule.stage().text(), file);
            case RuleLoad.Rejected rejected -> rejected.toString();
        };
    }

    private static String line(RuleLoad load) {
        Map<String, Object> line = new LinkedHashMap<>();
        switch (load) {
            case RuleLoad.Loaded(String file, Rule rule) -> {
                line.put("file", file);
                line.put("id", rule.id());
                line.put("name", rule.name());
                line.put("version", rule.version());
                switch (rule) {
                    case Rule.Pattern pattern -> line.put("every", pattern.every().toString());
                    case Rule.Filter filter -> line.put("stage", filter.stage().text());
                }
            }
            case RuleLoad.Rejected(String file, int at, int column, String message) -> {
                line.put("file", file);
                line.put("line", at);
                line.put("column", column);
                line.put("message", message);
            }
        }
        return JSON.writeValueAsString(line);
    }

    private int figures() {
        String answer = RunningPage.ask(HomeDirectory.current(), "/api/rules/figures");
        JsonNode all = JSON.readTree(answer);
        if (json) {
            all.forEach(each -> System.out.println(JSON.writeValueAsString(each)));
            return 0;
        }
        System.out.printf(
                "%-28s %12s %9s %8s %8s %7s %10s %9s  %-12s %s%n",
                "rule",
                "rows",
                "matches",
                "near",
                "signals",
                "errors",
                "ms",
                "ns a row",
                "runs",
                "last signal");
        for (JsonNode each : all) {
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %12d %9d %8s %8d %7d %10.1f %9s  %-12s %s%n",
                    each.path("id").asString(""),
                    each.path("rows").asLong(),
                    each.path("matches").asLong(),
                    near(each),
                    each.path("signals").asLong(),
                    each.path("errors").asLong(),
                    each.path("runMs").asDouble(),
                    each.path("rowNs").isNumber()
                            ? String.valueOf(Math.round(each.path("rowNs").asDouble()))
                            : "-",
                    each.path("compiled").asBoolean() ? "compiled" : "interpreted",
                    last(each));
        }
        return 0;
    }

    /** Of a rule at ticks near misses are counted in some runs only: of all rows so many. */
    private static String near(JsonNode each) {
        long counted = each.path("nearMissRows").asLong();
        long rows = each.path("rows").asLong();
        long found = each.path("nearMisses").asLong();
        if (counted == 0) {
            return "-";
        }
        return counted >= rows
                ? String.valueOf(found)
                : "~" + Math.round((double) found * rows / counted);
    }

    private static @Nullable String last(JsonNode each) {
        long ms = each.path("lastFiredMs").asLong();
        String zone = each.path("zone").asString("UTC");
        return ms == 0
                ? "never"
                : LocalDateTime.ofInstant(Instant.ofEpochMilli(ms), ZoneId.of(zone)).toString();
    }
}
