package dev.shikra.host.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Notifier;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveriesTest {
    private static final DurabilityGate OPEN = seq -> {};

    /** Time that passes only when somebody sleeps. */
    private static final class SleptTime implements DeliveryClock {
        private long now;
        private final List<Duration> sleeps = new ArrayList<>();

        @Override
        public synchronized long nanos() {
            return now;
        }

        @Override
        public synchronized void sleep(Duration pause) {
            sleeps.add(pause);
            now += pause.toNanos();
        }
    }

    @FunctionalInterface
    private interface Delivery {
        void deliver(Alert alert) throws IOException, InterruptedException;
    }

    private record Fake(String id, Delivery delivery) implements Notifier {
        @Override
        public void deliver(Alert alert) throws IOException, InterruptedException {
            delivery.deliver(alert);
        }
    }

    private final List<String> recorded = Collections.synchronizedList(new ArrayList<>());
    private final DeliveryOutcomes journal =
            (alert, notifier, outcome, attempts) ->
                    recorded.add(notifier + " " + alert + " " + outcome + " " + attempts);
    private final SleptTime time = new SleptTime();
    private final List<Deliveries> open = new ArrayList<>();

    private Deliveries start(DurabilityGate gate, Route... routes) {
        var deliveries = new Deliveries(List.of(routes), gate, journal, time);
        open.add(deliveries);
        return deliveries;
    }

    @AfterEach
    void close() {
        open.forEach(Deliveries::close);
    }

    private static Alert alert(int number) {
        return new Alert(
                Integer.toString(number),
                ZonedDateTime.parse("2024-01-02T09:31:00+05:30"),
                new Instrument(
                        1, "INFY", "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null),
                "r",
                "R",
                "v",
                Direction.LONG,
                0.5,
                1,
                2,
                3,
                List.of());
    }

    @Test
    void takesEveryAlertToEveryNotifierInOrder() throws Exception {
        var seen = new HashMap<String, List<String>>();
        var routes = new ArrayList<Route>();
        for (String id : List.of("a", "b", "c")) {
            List<String> mine = new ArrayList<>();
            seen.put(id, mine);
            routes.add(Route.to(new Fake(id, alert -> mine.add(alert.id()))));
        }
        Deliveries deliveries = start(OPEN, routes.toArray(Route[]::new));

        for (int i = 0; i < 5_000; i++) {
            deliveries.hand(alert(i), i);
        }
        deliveries.drain();

        List<String> all = IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();
        assertThat(seen).isEqualTo(Map.of("a", all, "b", all, "c", all));
        assertThat(recorded).hasSize(15_000).doesNotHaveDuplicates();
        assertThat(deliveries.states())
                .extracting(RouteState::delivered, RouteState::backlog)
                .containsOnly(tuple(5_000L, 0L));
    }

    @Test
    void anAlertLeavesOnlyWhenItsCauseIsDurable() throws Exception {
        var durable = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        DurabilityGate gate =
                seq -> {
                    if (seq > 10) {
                        asked.countDown();
                        durable.await();
                    }
                };
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Deliveries deliveries = start(gate, Route.to(new Fake("n", a -> seen.add(a.id()))));

        deliveries.hand(alert(1), 10);
        deliveries.hand(alert(2), 11);
        asked.await();
        assertThat(seen).containsExactly("1");
        assertThat(recorded).containsExactly("n 1 DELIVERED 1");
        assertThat(deliveries.drain(Duration.ofMillis(1))).isFalse();

        durable.countDown();
        deliveries.drain();
        assertThat(seen).containsExactly("1", "2");
    }

    @Test
    void triesAgainWithGrowingPausesAndGivesUpInTheEnd() throws Exception {
        var tries = new HashMap<String, Integer>();
        var policy = new RetryPolicy(6, Duration.ofSeconds(1), Duration.ofSeconds(5));
        var flaky =
                new Fake(
                        "flaky",
                        alert -> {
                            int n = tries.merge(alert.id(), 1, Integer::sum);
                            if (alert.id().equals("1") ? n < 3 : true) {
                                throw new IOException("no route");
                            }
                        });
        Deliveries deliveries = start(OPEN, new Route(flaky, RateLimit.NONE, policy));

        deliveries.hand(alert(1), 1);
        deliveries.hand(alert(2), 2);
        deliveries.drain();

        assertThat(recorded).containsExactly("flaky 1 DELIVERED 3", "flaky 2 FAILED 6");
        assertThat(time.sleeps)
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 1L, 2L, 4L, 5L, 5L);
    }

    @Test
    void aBrokenNotifierFailsAloneAndAtOnce() throws Exception {
        List<String> seen = new ArrayList<>();
        Deliveries deliveries =
                start(
                        OPEN,
                        Route.to(
                                new Fake(
                                        "broken",
                                        a -> {
                                            switch (Integer.parseInt(a.id())) {
                                                case 0 -> throw new IllegalStateException("bug");
                                                case 1 -> throw new NoClassDefFoundError("gone");
                                                case 2 -> throw new StackOverflowError();
                                                default -> throw new InterruptedException("own");
                                            }
                                        })),
                        Route.to(new Fake("sound", a -> seen.add(a.id()))));

        for (int i = 0; i < 4; i++) {
            deliveries.hand(alert(i), i);
        }
        deliveries.drain();

        assertThat(seen).containsExactly("0", "1", "2", "3");
        assertThat(recorded)
                .filteredOn(r -> r.startsWith("broken"))
                .containsExactly(
                        "broken 0 FAILED 1",
                        "broken 1 FAILED 1",
                        "broken 2 FAILED 1",
                        "broken 3 FAILED 1");
        assertThat(time.sleeps).isEmpty();
    }

    @Test
    void aFrozenNotifierHoldsUpNobody() throws Exception {
        var thaw = new CountDownLatch(1);
        var entered = new CountDownLatch(1);
        var soundDone = new CountDownLatch(1_000);
        var frozen =
                new Fake(
                        "frozen",
                        a -> {
                            entered.countDown();
                            thaw.await();
                        });
        Deliveries deliveries =
                start(
                        OPEN,
                        Route.to(frozen),
                        Route.to(new Fake("sound", a -> soundDone.countDown())));

        for (int i = 0; i < 1_000; i++) {
            deliveries.hand(alert(i), i);
        }
        soundDone.await();
        entered.await();

        RouteState state = deliveries.states().getFirst();
        assertThat(state.backlog()).isEqualTo(1_000);
        assertThat(state.delivering()).isEqualTo("0");
        thaw.countDown();
        deliveries.drain();
        assertThat(deliveries.states().getFirst().delivered()).isEqualTo(1_000);
    }

    @Test
    void whatIsAboveTheRateWaitsAndIsNotDropped() throws Exception {
        List<Long> at = new ArrayList<>();
        var limit = new RateLimit(3, Duration.ofSeconds(30));
        Deliveries deliveries =
                start(
                        OPEN,
                        new Route(
                                new Fake("n", a -> at.add(time.nanos() / 1_000_000_000)),
                                limit,
                                RetryPolicy.DEFAULT));

        for (int i = 0; i < 7; i++) {
            deliveries.hand(alert(i), i);
        }
        deliveries.drain();

        assertThat(at).containsExactly(0L, 0L, 0L, 10L, 20L, 30L, 40L);
    }

    @Test
    void pendingDeliveriesGoToTheirNotifierUnderTheSameId() throws Exception {
        List<String> a = new ArrayList<>();
        List<String> b = new ArrayList<>();
        Deliveries deliveries =
                start(
                        OPEN,
                        Route.to(new Fake("a", alert -> a.add(alert.id()))),
                        Route.to(new Fake("b", alert -> b.add(alert.id()))));

        deliveries.resend(
                List.of(
                        new PendingDelivery(alert(1), "b", 1),
                        new PendingDelivery(alert(2), "removed", 2)));
        deliveries.hand(alert(3), 3);
        deliveries.drain();

        assertThat(a).containsExactly("3");
        assertThat(b).containsExactly("1", "3");
        assertThat(recorded)
                .containsExactlyInAnyOrder(
                        "removed 2 FAILED 0",
                        "b 1 DELIVERED 1",
                        "a 3 DELIVERED 1",
                        "b 3 DELIVERED 1");
    }

    @Test
    void whatIsUnderWayAtCloseStaysPending() throws Exception {
        var entered = new CountDownLatch(1);
        Deliveries deliveries =
                start(
                        OPEN,
                        Route.to(
                                new Fake(
                                        "n",
                                        a -> {
                                            entered.countDown();
                                            new CountDownLatch(1).await();
                                        })));
        deliveries.hand(alert(1), 1);
        entered.await();

        deliveries.close();
        deliveries.close();

        deliveries.drain();
        assertThat(recorded).isEmpty();
        assertThat(deliveries.states().getFirst().backlog()).isEqualTo(1);
    }

    @Test
    void anOutcomeThatCannotBeRecordedDoesNotStopTheNotifier() throws Exception {
        List<String> seen = new ArrayList<>();
        DeliveryOutcomes full =
                (alert, notifier, outcome, attempts) -> {
                    throw new IllegalStateException("journal full");
                };
        try (var deliveries =
                new Deliveries(
                        List.of(Route.to(new Fake("n", a -> seen.add(a.id())))),
                        OPEN,
                        full,
                        time)) {
            deliveries.hand(alert(1), 1);
            deliveries.hand(alert(2), 2);
            deliveries.drain();
        }
        assertThat(seen).containsExactly("1", "2");
    }

    @Test
    void refusesTwoNotifiersOfOneId() {
        assertThatThrownBy(() ->
                        start(
                                OPEN,
                                Route.to(new Fake("n", a -> {})),
                                Route.to(new Fake("n", a -> {}))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'n'");
    }

    @Test
    void anyMixOfFaultsEndsWithOneOutcomeForEachAlertAndNotifier() throws Exception {
        long seed = new Random().nextLong();
        var routes = new ArrayList<Route>();
        for (int n = 0; n < 4; n++) {
            var random = new Random(seed + n);
            routes.add(
                    new Route(
                            new Fake(
                                    "n" + n,
                                    a -> {
                                        switch (random.nextInt(4)) {
                                            case 0 -> throw new IOException("later");
                                            case 1 -> throw new IllegalArgumentException("never");
                                            default -> Thread.yield();
                                        }
                                    }),
                            new RateLimit(2, Duration.ofSeconds(1)),
                            new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(40))));
        }
        Deliveries deliveries = start(OPEN, routes.toArray(Route[]::new));

        for (int i = 0; i < 2_000; i++) {
            deliveries.hand(alert(i), i);
        }
        deliveries.drain();

        assertThat(recorded.stream().map(r -> r.replaceAll(" [A-Z]+ \\d+$", "")))
                .as("seed " + seed)
                .hasSize(8_000)
                .doesNotHaveDuplicates();
    }

    /** Delivers when it is let to. */
    private static final class Gated implements Notifier {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        final List<String> seen = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String id() {
            return "one";
        }

        @Override
        public void deliver(Alert alert) throws InterruptedException {
            begun.countDown();
            go.await();
            seen.add(alert.id());
        }
    }

    @Test
    void aNewVersionGoesOnWhereTheOldOneEnded() throws Exception {
        var old = new Gated();
        var fresh = new Gated();
        fresh.go.countDown();
        Deliveries deliveries = start(OPEN, Route.to(old));
        deliveries.hand(alert(1), 1);
        deliveries.hand(alert(2), 2);
        old.begun.await();

        RouteChange change = deliveries.prepare(List.of(Route.to(fresh)));
        deliveries.change(change);
        deliveries.hand(alert(3), 3);
        assertThat(change.ended()).isNotDone();
        assertThat(fresh.seen).isEmpty();
        old.go.countDown();
        deliveries.drain();

        assertThat(old.seen).containsExactly("1");
        assertThat(fresh.seen).containsExactly("2", "3");
        change.ended().join();
        assertThat(recorded)
                .containsExactly("one 1 DELIVERED 1", "one 2 DELIVERED 1", "one 3 DELIVERED 1");
    }

    @Test
    void whatARemovedNotifierHadNotBegunWithIsRecordedAsFailed() throws Exception {
        var old = new Gated();
        var other = new Fake("other", alert -> {});
        Deliveries deliveries = start(OPEN, Route.to(old), Route.to(other));
        deliveries.hand(alert(1), 1);
        deliveries.hand(alert(2), 2);
        old.begun.await();

        RouteChange change = deliveries.prepare(List.of(Route.to(other)));
        deliveries.change(change);
        deliveries.hand(alert(3), 3);
        old.go.countDown();
        deliveries.drain();

        change.ended().join();
        assertThat(recorded)
                .containsExactlyInAnyOrder(
                        "one 1 DELIVERED 1",
                        "one 2 FAILED 0",
                        "other 1 DELIVERED 1",
                        "other 2 DELIVERED 1",
                        "other 3 DELIVERED 1");
        assertThat(deliveries.notifierIds()).containsExactly("other");
    }

    @Test
    void aNotifierThatComesGetsAlertsFromThenOn() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Deliveries deliveries = start(OPEN);
        deliveries.hand(alert(1), 1);
        deliveries.change(
                deliveries.prepare(
                        List.of(Route.to(new Fake("late", alert -> seen.add(alert.id()))))));
        deliveries.hand(alert(2), 2);
        deliveries.drain();
        assertThat(seen).containsExactly("2");
    }

    @Test
    void aHurryOfVersionsLosesNothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("aHurryOfVersionsLosesNothing: seed " + seed);
        var random = new Random(seed);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Deliveries deliveries = start(OPEN);
        deliveries.change(
                deliveries.prepare(
                        List.of(Route.to(new Fake("one", alert -> seen.add(alert.id()))))));
        for (int i = 0; i < 5_000; i++) {
            deliveries.hand(alert(i), i);
            if (random.nextInt(20) == 0) {
                deliveries.change(
                        deliveries.prepare(
                                List.of(Route.to(new Fake("one", alert -> seen.add(alert.id()))))));
            }
        }
        deliveries.drain();
        assertThat(seen)
                .as("seed %d", seed)
                .isEqualTo(IntStream.range(0, 5_000).mapToObj(Integer::toString).toList());
    }
}
