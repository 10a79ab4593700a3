package dev.shikra.admin;

import dev.shikra.host.control.Control;
import dev.shikra.host.control.Health;
import dev.shikra.host.control.Measures;
import dev.shikra.host.control.Measures.Timed;
import dev.shikra.host.control.Phase;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The host's measures for Prometheus, all as they stood at one moment, beside what Micrometer knows
 * of the JVM. Nothing is computed between two scrapes.
 */
final class Metrics {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Control control;
    private final PrometheusMeterRegistry registry;

    Metrics(Control control) {
        this.control = control;
        var prometheus = new PrometheusRegistry();
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        prometheus.register((MultiCollector) this::collect);
    }

    void scrape(Context ctx) {
        ctx.contentType(TEXT).result(registry.scrape(TEXT));
    }

    private MetricSnapshots collect() {
        Measures measures = control.measures();
        Health health = measures.health();
        var all = new ArrayList<MetricSnapshot>();
        all.add(phase(health));
        all.add(
                gauge(
                        "shikra_ready",
                        "1 if caught up and the feed is live while the market is open, else 0.",
                        control.readiness().ready() ? 1 : 0));
        feed(all, health);
        flow(all, measures);
        all.add(
                histogram(
                        "shikra_stage_duration_seconds",
                        "Durations by stage: journal, from a frame's arrival to its being written; engine, to the engine's being"
                                + " through with it (one frame in sixteen each); engine_batch, the engine's work on a batch of records;"
                                + " journal_sync, a sync of the disk.",
                        "stage",
                        measures.stages()));
        all.add(
                histogram(
                        "shikra_delivery_duration_seconds",
                        "From an alert's turn at a notifier to its outcome, waits and further tries included.",
                        "notifier",
                        measures.deliveries()));
        all.add(
                histogram(
                        "shikra_rule_run_duration_seconds",
                        "Runs of a rule over the rows of a batch; of runs at ticks one in sixteen.",
                        "rule",
                        byRule(measures)));
        deliveries(all, health);
        all.add(
                counter(
                        "shikra_page_events_missed",
                        "Events that slow pages missed.",
                        measures.subscriberDrops()));
        return new MetricSnapshots(all);
    }

    private static Map<String, Timed> byRule(Measures measures) {
        var all = new TreeMap<String, Timed>();
        measures.rules().values().forEach(rule -> all.put(rule.id(), rule.runs()));
        return all;
    }

    private static MetricSnapshot phase(Health health) {
        var snapshot =
                GaugeSnapshot.builder()
                        .name("shikra_phase")
                        .help("1 for the phase the host is in, 0 for the others.");
        for (Phase phase : Phase.values()) {
            snapshot.dataPoint(
                    GaugeDataPointSnapshot.builder()
                            .labels(Labels.of("phase", phase.name().toLowerCase(Locale.ROOT)))
                            .value(phase == health.phase() ? 1 : 0)
                            .build());
        }
        return snapshot.build();
    }

    private static void feed(List<MetricSnapshot> all, Health health) {
        all.add(
                gauge(
                        "shikra_feed_live",
                        "1 if the source says that its feed is live, else 0.",
                        health.feed().state().equals("live") ? 1 : 0));
        all.add(
                gauge(
                        "shikra_session_open",
                        "1 while the market trades by the calendar, else 0.",
                        health.feed().sessionOpen() ? 1 : 0));
        all.add(
                seconds(
                        "shikra_feed_lag_seconds",
                        "From the exchange's time of the last tick to its receipt; as fine as the exchange's times are.",
                        health.feed().lagS()));
        all.add(
                seconds(
                        "shikra_feed_quiet_seconds",
                        "Market time since the last frame was received.",
                        health.feed().quietS()));
    }

    private static void flow(List<MetricSnapshot> all, Measures measures) {
        Health health = measures.health();
        all.add(
                gauge(
                        "shikra_ring_used_slots",
                        "Slots of the ring between source and journal that are in use.",
                        health.flow().ringUsed()));
        all.add(gauge("shikra_ring_slots", "Slots of the ring.", health.flow().ringSlots()));
        all.add(
                gauge(
                        "shikra_instruments",
                        "Instruments of the session.",
                        health.flow().instruments()));
        all.add(
                gauge(
                        "shikra_journal_written_records",
                        "Last record that survives the end of the process.",
                        health.journal().writtenSeq()));
        all.add(
                gauge(
                        "shikra_journal_durable_records",
                        "Last record that survives the end of the machine.",
                        health.journal().durableSeq()));
        Map<Measures.Count, Long> counts = measures.counts();
        count(
                all,
                counts,
                Measures.Count.TICKS,
                "shikra_ticks",
                "Decoded ticks, dropped ones included.");
        count(all, counts, Measures.Count.FRAMES, "shikra_frames", "Frames that the engine took.");
        count(
                all,
                counts,
                Measures.Count.BARS_CLOSED,
                "shikra_bars_closed",
                "Closed bars of all timeframes.");
        count(all, counts, Measures.Count.SIGNALS, "shikra_signals", "Signals of rules.");
        count(all, counts, Measures.Count.ALERTS, "shikra_alerts", "Signals that became alerts.");
        count(
                all,
                counts,
                Measures.Count.REJECTED,
                "shikra_signals_rejected",
                "Signals that filter rules turned down.");
        count(
                all,
                counts,
                Measures.Count.VOIDS,
                "shikra_rule_runs_discarded",
                "Runs of rules that counted for nothing.");
        count(
                all,
                counts,
                Measures.Count.STUDY_FAULTS,
                "shikra_study_faults",
                "Calls of studies that failed.");
        count(
                all,
                counts,
                Measures.Count.LATE,
                "shikra_ticks_late",
                "Ticks that came after their bar had closed; they joined the current one.");
        all.add(drops(measures));
    }

    private static MetricSnapshot drops(Measures measures) {
        var snapshot =
                CounterSnapshot.builder()
                        .name("shikra_dropped")
                        .help(
                                "What was left out, by reason. Records and alerts are never dropped.");
        for (Measures.Count count :
                List.of(
                        Measures.Count.DUPLICATES,
                        Measures.Count.STALE,
                        Measures.Count.OUTSIDE_SESSION,
                        Measures.Count.BAD_PRICE,
                        Measures.Count.ROWS_SKIPPED,
                        Measures.Count.RECORDS_REFUSED)) {
            snapshot.dataPoint(
                    CounterDataPointSnapshot.builder()
                            .labels(Labels.of("reason", count.name().toLowerCase(Locale.ROOT)))
                            .value(measures.counts().getOrDefault(count, 0L))
                            .build());
        }
        measures.faults()
                .forEach((fault, count) ->
                        snapshot.dataPoint(
                                CounterDataPointSnapshot.builder()
                                        .labels(
                                                Labels.of(
                                                        "reason",
                                                        "fault_" + fault.replace(' ', '_')))
                                        .value(count)
                                        .build()));
        return snapshot.build();
    }

    private static void deliveries(List<MetricSnapshot> all, Health health) {
        var outcomes =
                CounterSnapshot.builder()
                        .name("shikra_deliveries")
                        .help(
                                "Alerts that a notifier has ended with, by outcome, since the start.");
        var backlog =
                GaugeSnapshot.builder()
                        .name("shikra_delivery_backlog_alerts")
                        .help("Alerts that a notifier has not ended with.");
        for (Health.DeliveryHealth each : health.deliveries()) {
            outcomes.dataPoint(outcome(each.notifier(), "delivered", each.delivered()));
            outcomes.dataPoint(outcome(each.notifier(), "failed", each.failed()));
            backlog.dataPoint(
                    GaugeDataPointSnapshot.builder()
                            .labels(Labels.of("notifier", each.notifier()))
                            .value(each.backlog())
                            .build());
        }
        all.add(outcomes.build());
        all.add(backlog.build());
    }

    private static CounterDataPointSnapshot outcome(String notifier, String outcome, long count) {
        return CounterDataPointSnapshot.builder()
                .labels(Labels.of("notifier", notifier, "outcome", outcome))
                .value(count)
                .build();
    }

    private static MetricSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private static MetricSnapshot seconds(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .unit(Unit.SECONDS)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private static void count(
            List<MetricSnapshot> all,
            Map<Measures.Count, Long> counts,
            Measures.Count count,
            String name,
            String help) {
        all.add(counter(name, help, counts.getOrDefault(count, 0L)));
    }

    private static MetricSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(CounterDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private static MetricSnapshot histogram(
            String name, String help, String label, Map<String, Timed> values) {
        var snapshot = HistogramSnapshot.builder().name(name).help(help).unit(Unit.SECONDS);
        values.forEach((value, each) -> snapshot.dataPoint(point(Labels.of(label, value), each)));
        return snapshot.build();
    }

    private static HistogramDataPointSnapshot point(Labels labels, Timed timed) {
        double[] bounds =
                Arrays.copyOf(
                        timed.boundsNs().stream().mapToDouble(ns -> ns / 1e9).toArray(),
                        timed.boundsNs().size() + 1);
        bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
        long[] counts = timed.counts().stream().mapToLong(Long::longValue).toArray();
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                .sum(timed.sumNs() / 1e9)
                .build();
    }
}
