package dev.shikra.host;

import dev.shikra.api.source.TickSink;
import dev.shikra.host.control.Health;
import dev.shikra.host.control.Measures;
import dev.shikra.host.control.Measures.Count;
import dev.shikra.host.control.Measures.RuleTime;
import dev.shikra.host.control.Measures.Timed;
import dev.shikra.host.measure.Durations;
import dev.shikra.host.rule.Rule;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what the stages published into {@link Measures}. Any thread. */
final class MeasureReader {
    private MeasureReader() {}

    /** {@return no counts: nothing runs yet} */
    static Measures nothing(Health health, long subscriberDrops) {
        return new Measures(
                health, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), subscriberDrops);
    }

    static Measures of(Scanner scanner, Health health, long subscriberDrops) {
        EngineBoard.Read engine = scanner.board().read();
        var counts = new EnumMap<Count, Long>(Count.class);
        counts.put(Count.TICKS, engine.ticks());
        counts.put(Count.FRAMES, engine.frames());
        counts.put(Count.DUPLICATES, engine.duplicates());
        counts.put(Count.STALE, engine.stale());
        counts.put(Count.LATE, engine.late());
        counts.put(Count.OUTSIDE_SESSION, engine.outsideSession());
        counts.put(Count.BAD_PRICE, engine.badPrice());
        counts.put(Count.VOLUME_REBASED, engine.volumeRebased());
        counts.put(Count.BARS_CLOSED, engine.barsClosed());
        counts.put(Count.SIGNALS, engine.signals());
        counts.put(Count.ALERTS, engine.alerts());
        counts.put(Count.REJECTED, engine.rejected());
        counts.put(Count.VOIDS, engine.voids());
        counts.put(Count.STUDY_FAULTS, engine.studyFaults());
        counts.put(Count.ROWS_SKIPPED, scanner.inbox().skipped());
        counts.put(Count.RECORDS_REFUSED, scanner.inbox().refused());
        var faults = new TreeMap<String, Long>();
        for (TickSink.Fault fault : TickSink.Fault.values()) {
            faults.put(words(fault), engine.faults()[fault.ordinal()]);
        }
        return new Measures(
                health,
                counts,
                faults,
                stages(scanner),
                deliveries(scanner),
                rules(scanner),
                subscriberDrops);
    }

    static String words(TickSink.Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Timed> stages(Scanner scanner) {
        return Map.of(
                "journal", timed(scanner.inbox().untilWritten()),
                "engine", timed(scanner.inbox().untilDone()),
                "engine_batch", timed(scanner.board().batches()),
                "journal_sync", timed(scanner.journal().syncs()));
    }

    private static Map<String, Timed> deliveries(Scanner scanner) {
        var all = new TreeMap<String, Timed>();
        List<String> ids = scanner.deliveries().notifierIds();
        List<Durations.Counted> times = scanner.deliveries().times();
        for (int n = 0; n < ids.size(); n++) {
            all.put(ids.get(n), timed(times.get(n)));
        }
        return all;
    }

    private static Map<String, RuleTime> rules(Scanner scanner) {
        var all = new TreeMap<String, RuleTime>();
        RuleBook book = scanner.rules().book();
        Map<String, String> running = scanner.runningRules();
        book.times()
                .forEach((file, counted) -> {
                    Rule rule = book.byContent().get(running.getOrDefault(file, ""));
                    if (rule != null) {
                        all.put(file, new RuleTime(rule.id(), timed(counted)));
                    }
                });
        return all;
    }

    static Timed timed(Durations.Counted counted) {
        return new Timed(
                Arrays.stream(Durations.boundsNs()).boxed().toList(),
                Arrays.stream(counted.counts()).boxed().toList(),
                counted.sumNs(),
                counted.longestNs());
    }
}
