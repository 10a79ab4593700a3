package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.BarHistory;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TradingHours;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live feed: a thread for each connection, and the caller's for what concerns all of them. */
final class KiteSession implements SourceSession, BarHistory {
    private static final Logger log = LoggerFactory.getLogger(KiteSession.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final List<Instrument> instruments;
    private final List<SubscriptionPlan> plans;
    private final List<String> skipped;
    private final KiteSettings settings;
    private final TradingHours hours;
    private final LoginGate gate;
    private final Secrets secrets;
    private final SplittableGenerator random;
    private final KiteHistory history;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean sinkStopped = new AtomicBoolean();

    KiteSession(
            List<Instrument> instruments,
            List<String> skipped,
            KiteSettings settings,
            TradingHours hours,
            LoginGate gate,
            Secrets secrets,
            SplittableGenerator random) {
        this.instruments = List.copyOf(instruments);
        this.plans = SubscriptionPlan.of(instruments, settings);
        this.skipped = List.copyOf(skipped);
        this.settings = settings;
        this.hours = hours;
        this.gate = gate;
        this.secrets = secrets;
        this.random = random;
        history =
                new KiteHistory(
                        new KiteApi(settings, secrets),
                        gate,
                        settings.simulated()
                                ? Duration.ZERO // a simulated venue has no limit
                                : KiteHistory.BETWEEN_REQUESTS);
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public void run(FrameSink sink) throws InterruptedException {
        skipped.forEach(reason -> sink.skipped("instrument master", reason));
        var status = new FeedStatus(sink, secrets, plans.size());
        var reminder = new LoginReminder(settings, hours, gate, status);
        var texts = new TextMessages(secrets);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            var connection =
                    new KiteConnection(
                            i + 1,
                            plans.get(i),
                            settings,
                            hours,
                            sink,
                            gate,
                            status,
                            new Backoff(settings.backoff(), random.split()),
                            texts);
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("kite-connection-" + (i + 1))
                            .start(() -> keepUp(connection)));
        }
        try {
            do {
                reminder.look();
            } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            closed.countDown();
            threads.forEach(Thread::interrupt);
            joinAll(threads);
        }
        if (sinkStopped.get()) {
            throw new InterruptedException("the host takes no more frames");
        }
    }

    @Override
    public void minutes(int instrument, long fromMs, long toMs, MinuteSink sink)
            throws IOException, InterruptedException {
        history.minutes(instruments.get(instrument), fromMs, toMs, sink);
    }

    private void keepUp(KiteConnection connection) {
        try {
            connection.run();
        } catch (InterruptedException e) {
            if (closed.getCount() > 0) {
                sinkStopped.set(true);
                closed.countDown();
            }
        } catch (RuntimeException e) {
            log.error("{} ends by a fault of its own", Thread.currentThread().getName(), e);
            closed.countDown();
        }
    }

    private static void joinAll(List<Thread> threads) {
        boolean interrupted = Thread.interrupted();
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
