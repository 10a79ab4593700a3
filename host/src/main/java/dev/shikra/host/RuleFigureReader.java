package dev.shikra.host;

import dev.shikra.host.control.RuleFigures;
import dev.shikra.host.measure.Durations;
import dev.shikra.host.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what each rule that runs has done. Any thread. */
final class RuleFigureReader {
    private RuleFigureReader() {}

    static List<RuleFigures> of(Scanner scanner) {
        RuleBook book = scanner.rules().book();
        Map<String, RuleCounts.Figures> counts = book.figures();
        Map<String, Durations.Counted> times = book.times();
        boolean compiles = scanner.rules().runtime().compiles();
        var all = new TreeMap<String, RuleFigures>();
        scanner.runningRules()
                .forEach((file, content) -> {
                    Rule rule = book.byContent().get(content);
                    RuleCounts.Figures c = counts.get(file);
                    Durations.Counted t = times.get(file);
                    if (rule == null || c == null || t == null) {
                        return; // a detector, or one that has just come
                    }
                    long timedRows = rule instanceof Rule.Filter ? c.rows() : c.countedRows();
                    all.put(
                            file,
                            new RuleFigures(
                                    file,
                                    rule.id(),
                                    c.rows(),
                                    c.matches(),
                                    c.nearMisses(),
                                    c.countedRows(),
                                    c.signals(),
                                    c.errors(),
                                    Arrays.stream(t.counts()).sum(),
                                    t.sumNs() / 1e6,
                                    timedRows == 0 ? Double.NaN : (double) t.sumNs() / timedRows,
                                    compiles,
                                    c.lastFiredMs()));
                });
        return List.copyOf(all.values());
    }
}
