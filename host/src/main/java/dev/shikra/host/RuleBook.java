package dev.shikra.host;

import dev.shikra.host.measure.Durations;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleLoad;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of the rule files, for those who look on: written by whoever loads rules, read by
 * any thread without waiting for a load.
 */
final class RuleBook {
    /**
     * What a load came to.
     *
     * @param loaded rule files to the content that was loaded last
     * @param refused rule files to what is wrong with what lies in the folder
     */
    record Page(Map<String, String> loaded, Map<String, RuleLoad.Rejected> refused) {
        Page {
            loaded = Map.copyOf(loaded);
            refused = Map.copyOf(refused);
        }
    }

    private final Map<String, Rule> byContent = new ConcurrentHashMap<>();
    private final Map<String, Durations> times = new ConcurrentHashMap<>();
    private final Map<String, RuleCounts> counts = new ConcurrentHashMap<>();
    private final Map<String, RuleCounts> countsById = new ConcurrentHashMap<>();
    private volatile Page page = new Page(Map.of(), Map.of());
    private volatile String loading = "";

    Map<String, Rule> byContent() {
        return byContent;
    }

    Page page() {
        return page;
    }

    void turn(Page next) {
        page = next;
    }

    /** {@return the file that is being loaded; empty if none is} */
    String loading() {
        return loading;
    }

    void loading(String file) {
        loading = file;
    }

    /** {@return where durations of a file's runs are added; a version that takes over goes on} */
    Durations timesOf(String file) {
        return times.computeIfAbsent(file, f -> new Durations());
    }

    /** {@return where a file's rows are counted; a version that takes over goes on} */
    RuleCounts countsOf(String file) {
        return counts.computeIfAbsent(file, f -> new RuleCounts());
    }

    /** A rule runs: what is told of it by its id counts for its file. */
    void runs(String id, String file) {
        countsById.put(id, countsOf(file));
    }

    /** A rule gave a signal. The engine thread's. */
    void fired(String id, long eventMs) {
        RuleCounts counts = countsById.get(id);
        if (counts != null) {
            counts.fired(eventMs);
        }
    }

    /** A run of a file's rule counted for nothing. The engine thread's. */
    void failed(String file) {
        countsOf(file).failed();
    }

    /** {@return what the rules that ran have done, by file} */
    Map<String, RuleCounts.Figures> figures() {
        var all = new TreeMap<String, RuleCounts.Figures>();
        counts.forEach((file, each) -> all.put(file, each.figures()));
        return all;
    }

    /** {@return durations of runs by file} */
    Map<String, Durations.Counted> times() {
        var all = new TreeMap<String, Durations.Counted>();
        times.forEach((file, durations) -> all.put(file, durations.counted()));
        return all;
    }
}
