package dev.shikra.host;

import dev.shikra.api.source.TickSink;
import dev.shikra.host.control.Health;
import dev.shikra.host.control.Health.LeftOut;
import dev.shikra.host.control.Phase;
import dev.shikra.host.control.Readiness;
import dev.shikra.host.delivery.RouteState;
import dev.shikra.host.inbox.InboxState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Puts together how a scanner is doing from what its stages publish. Any thread. */
final class HealthReader {
    /** A market that is open is not silent for longer, ms of its time. */
    private static final double LONGEST_QUIET_S = 60;

    private final String version;
    private final String source;
    private final String run =
            String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
    private final long startNanos = System.nanoTime();

    /** What the source said last. */
    private record Said(String state, String reason) {}

    /** Rates over the last second. */
    private record Rates(
            long nanos, long ticks, long frames, double ticksPerS, double framesPerS) {}

    private volatile Said said = new Said("connecting", "");
    private volatile Rates rates = new Rates(System.nanoTime(), 0, 0, 0, 0);
    private final Recent engineTimes = new Recent();
    private final Recent syncTimes = new Recent();
    private volatile @Nullable Scanner scanner;

    HealthReader(String version, String source) {
        this.version = version;
        this.source = source;
    }

    void attach(Scanner running) {
        EngineBoard.Read now = running.board().read();
        rates = new Rates(System.nanoTime(), now.ticks(), now.frames(), 0, 0);
        scanner = running;
    }

    void feed(String state, String reason) {
        said = new Said(state, reason);
    }

    /** Once a second, by one thread. */
    void second() {
        Scanner running = scanner;
        if (running == null) {
            return;
        }
        engineTimes.second(running.inbox().untilDone());
        syncTimes.second(running.journal().syncs());
        EngineBoard.Read now = running.board().read();
        Rates before = rates;
        long nanos = System.nanoTime();
        double seconds = Math.max(1e-3, (nanos - before.nanos()) / 1e9);
        rates =
                new Rates(
                        nanos,
                        now.ticks(),
                        now.frames(),
                        (now.ticks() - before.ticks()) / seconds,
                        (now.frames() - before.frames()) / seconds);
    }

    Phase phase() {
        Scanner running = scanner;
        if (running == null) {
            return Phase.STARTING;
        }
        return switch (running.inbox().state()) {
            case InboxState.Failed failed -> Phase.FAILED;
            case InboxState.Closed closed -> Phase.ENDED;
            case InboxState.Ready ready -> Phase.STARTING;
            case InboxState.Running runs -> running.hasEnded() ? Phase.ENDED : Phase.RUNNING;
        };
    }

    private String reason(Phase phase) {
        Scanner running = scanner;
        return switch (phase) {
            case STARTING -> "connecting to the source and catching up with the journal";
            case RUNNING -> "";
            case FAILED ->
                    running != null
                                    && running.inbox().state()
                                            instanceof InboxState.Failed(String why)
                            ? why
                            : "";
            case ENDED -> "the source has ended";
        };
    }

    Readiness readiness() {
        Phase phase = phase();
        if (phase != Phase.RUNNING) {
            return new Readiness(
                    false, phase.name().toLowerCase(Locale.ROOT) + ": " + reason(phase));
        }
        Health.Feed feed = health().feed();
        if (!feed.sessionOpen()) {
            return new Readiness(true, ""); // nothing is to come
        }
        if (!feed.state().equals("live")) {
            return new Readiness(
                    false,
                    "the market is open and the feed is not live: "
                            + feed.state()
                            + (feed.reason().isEmpty() ? "" : ", " + feed.reason()));
        }
        if (feed.quietS() > LONGEST_QUIET_S) {
            return new Readiness(
                    false,
                    String.format(
                            Locale.ROOT,
                            "the market is open and nothing has come for %.0f s",
                            feed.quietS()));
        }
        return new Readiness(true, "");
    }

    Health health() {
        Phase phase = phase();
        double upS = (System.nanoTime() - startNanos) / 1e9;
        Scanner running = scanner;
        if (running == null) {
            return new Health(
                    version,
                    run,
                    phase,
                    reason(phase),
                    upS,
                    new Health.Feed(
                            source,
                            said.state(),
                            said.reason(),
                            "",
                            false,
                            "UTC",
                            0,
                            0,
                            Double.NaN,
                            Double.NaN),
                    new Health.Flow(0, 0, 0, 0, 0, 0, Double.NaN, List.of()),
                    new Health.JournalHealth(0, 0, 0, Double.NaN, ""),
                    Health.WarmUp.NONE,
                    List.of());
        }
        EngineBoard.Read engine = running.board().read();
        return new Health(
                version,
                run,
                phase,
                reason(phase),
                upS,
                feed(running, engine, phase),
                new Health.Flow(
                        rates.ticksPerS(),
                        rates.framesPerS(),
                        engine.ticks(),
                        running.instruments().size(),
                        running.inbox().waiting(),
                        running.inbox().slots(),
                        engineTimes.since(running.inbox().untilDone()).boundNs(0.99) / 1e6,
                        leftOut(running, engine)),
                new Health.JournalHealth(
                        engine.seq(),
                        running.journal().writtenSeq(),
                        running.journal().durableSeq(),
                        syncTimes.since(running.journal().syncs()).boundNs(0.99) / 1e6,
                        running.journal().failure()),
                warmUp(running),
                running.deliveries().states().stream().map(HealthReader::delivery).toList());
    }

    private static Health.WarmUp warmUp(Scanner running) {
        LivePast.Progress progress = running.past().progress();
        return new Health.WarmUp(
                progress.joined(),
                progress.waiting(),
                progress.without(),
                progress.reason(),
                running.past().blind(running.marketTimeMs()).stream()
                        .map(each ->
                                new Health.Blind(each.study(), each.instruments(), each.untilMs()))
                        .toList());
    }

    private Health.Feed feed(Scanner running, EngineBoard.Read engine, Phase phase) {
        long now = running.marketTimeMs();
        long last = engine.lastFrameMs();
        Said heard = said;
        // A source of recorded data says nothing of itself.
        boolean comes = heard.state().equals("connecting") && last > 0;
        return new Health.Feed(
                source,
                phase == Phase.ENDED ? "ended" : comes ? "live" : heard.state(),
                heard.reason(),
                running.calendar().name(),
                now > 0 && running.calendar().isOpen(now),
                running.calendar().zone().getId(),
                now,
                last,
                last == 0 ? Double.NaN : Math.max(0, now - last) / 1e3,
                engine.lastEventMs() == 0 ? Double.NaN : (last - engine.lastEventMs()) / 1e3);
    }

    private static List<LeftOut> leftOut(Scanner running, EngineBoard.Read engine) {
        var all = new ArrayList<LeftOut>();
        add(all, "duplicates", engine.duplicates());
        add(all, "stale", engine.stale());
        add(all, "late (they joined the current bar)", engine.late());
        add(all, "outside the session", engine.outsideSession());
        add(all, "with a bad price", engine.badPrice());
        for (TickSink.Fault fault : TickSink.Fault.values()) {
            add(all, "faults: " + MeasureReader.words(fault), engine.faults()[fault.ordinal()]);
        }
        add(all, "rows skipped by the source", running.inbox().skipped());
        add(all, "records the journal refused", running.inbox().refused());
        add(all, "rule runs discarded", engine.voids());
        add(all, "study calls that failed", engine.studyFaults());
        return all;
    }

    private static void add(List<LeftOut> to, String reason, long count) {
        if (count > 0) {
            to.add(new LeftOut(reason, count));
        }
    }

    private static Health.DeliveryHealth delivery(RouteState state) {
        return new Health.DeliveryHealth(
                state.notifierId(), state.backlog(), state.delivered(), state.failed());
    }
}
