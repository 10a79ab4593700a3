package dev.shikra.host;

import dev.shikra.host.control.RuleView;
import dev.shikra.host.control.RuleView.Kind;
import dev.shikra.host.control.RuleView.State;
import dev.shikra.host.rule.Every;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleLoad;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts together what loading, the engine and the folder know of each rule. Any thread. */
final class RuleViews {
    private static final String RESTS =
            "three of its runs in this session were stopped or failed: it rests until the next session or until it is edited";

    private final Scanner scanner;

    RuleViews(Scanner scanner) {
        this.scanner = scanner;
    }

    List<RuleView> views() {
        RuleBook book = scanner.rules().book();
        RuleBook.Page page = book.page();
        Map<String, String> running = scanner.runningRules();
        Map<String, String> refusals = scanner.outputs().refusals();
        Set<String> resting = scanner.restingRules();
        String loading = book.loading();
        var files = new TreeSet<String>();
        files.addAll(page.loaded().keySet());
        files.addAll(page.refused().keySet());
        files.addAll(running.keySet());
        if (!loading.isEmpty()) {
            files.add(loading);
        }
        return files.stream()
                .map(file -> {
                    String runs = running.getOrDefault(file, "");
                    String wanted = page.loaded().getOrDefault(file, "");
                    Rule rule = book.byContent().get(runs.isEmpty() ? wanted : runs);
                    RuleLoad.Rejected fault = page.refused().get(file);
                    if (file.equals(loading)) {
                        return view(file, rule, runs, State.LOADING, "", null);
                    }
                    if (fault != null) {
                        return view(file, rule, runs, State.REFUSED, fault.message(), fault);
                    }
                    if (!runs.equals(wanted)) {
                        String refusal = refusals.getOrDefault(file, "");
                        return view(
                                file,
                                rule,
                                runs,
                                refusal.isEmpty() ? State.LOADING : State.REFUSED,
                                refusal,
                                null);
                    }
                    return resting.contains(file)
                            ? view(file, rule, runs, State.QUARANTINED, RESTS, null)
                            : view(file, rule, runs, State.ACTIVE, "", null);
                })
                .toList();
    }

    private static RuleView view(
            String file,
            @Nullable Rule rule,
            String runs,
            State state,
            String reason,
            RuleLoad.@Nullable Rejected fault) {
        String place =
                fault == null || fault.file().equals(file) ? "" : " (in " + fault.file() + ")";
        return new RuleView(
                file,
                rule == null ? "" : rule.id(),
                rule == null ? "" : rule.name(),
                file.startsWith("filters/") ? Kind.FILTER : Kind.PATTERN,
                rule == null ? "" : when(rule),
                state,
                rule == null || runs.isEmpty() ? "" : rule.version(),
                reason + place,
                fault == null ? 0 : fault.line(),
                fault == null ? 0 : fault.column());
    }

    private static String when(Rule rule) {
        return switch (rule) {
            case Rule.Pattern pattern ->
                    pattern.every() instanceof Every.Bar(var timeframe)
                            ? timeframe.toString()
                            : "tick";
            case Rule.Filter filter -> filter.stage().name().toLowerCase(Locale.ROOT);
        };
    }
}
