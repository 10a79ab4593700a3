package dev.shikra.api.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Instrument;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * What {@link Notifier} promises: each alert told once, under whatever name and number it comes,
 * and a failure said by an exception and by nothing else. A plugin's test extends this with a
 * notifier whose messages it can count: a fake server, a command, a stream.
 */
public abstract class NotifierContract {
    /** A notifier and what it has told. */
    public interface Told extends AutoCloseable {
        /** {@return the notifier} */
        Notifier notifier();

        /** {@return how many messages have gone out} */
        int messages();

        /** {@return all that went out, for a look at its words} */
        String text();

        @Override
        default void close() throws Exception {}
    }

    /** {@return a notifier whose messages arrive} */
    protected abstract Told told() throws Exception;

    /** {@return a notifier whose messages can't arrive: the host is to hear of it} */
    protected Optional<Told> broken() throws Exception {
        return Optional.empty();
    }

    /** {@return an alert; the same number, the same alert} */
    protected static Alert alert(int number) {
        return alert(number, "Opening range breakout", 101.5, Map.of("close", 101.5));
    }

    private static Alert alert(
            int number, String ruleName, double stop, Map<String, Double> values) {
        return new Alert(
                String.format("%032x", number),
                ZonedDateTime.parse("2026-01-05T09:31:00+05:30[Asia/Kolkata]"),
                new Instrument(
                        738561,
                        "RELIANCE",
                        "NSE",
                        "NSE",
                        Instrument.Kind.EQUITY,
                        0.05,
                        1,
                        true,
                        null),
                "opening-range",
                ruleName,
                "a".repeat(64),
                Direction.LONG,
                0.75,
                103,
                stop,
                Double.NaN,
                List.of(new Evidence("above the range", new LinkedHashMap<>(values))));
    }

    @Test
    void itsIdIsShortAndLowerCase() throws Exception {
        try (Told told = told()) {
            assertThat(told.notifier().id()).matches("[a-z0-9][a-z0-9-]*");
            assertThat(told.notifier().id()).isEqualTo(told.notifier().id());
        }
    }

    @Test
    void anAlertIsToldWhenDeliverReturns() throws Exception {
        try (Told told = told()) {
            told.notifier().deliver(alert(1));
            assertThat(told.messages()).isEqualTo(1);
            assertThat(told.text()).contains("RELIANCE");
        }
    }

    @Test
    void anAlertThatComesAgainIsNotToldTwice() throws Exception {
        try (Told told = told()) {
            for (int number : new int[] {1, 2, 1, 2, 3, 1}) {
                told.notifier().deliver(alert(number));
            }
            assertThat(told.messages()).isEqualTo(3);
        }
    }

    @Test
    void textIsOnlyText() throws Exception {
        var odd =
                List.of(
                        "<b>bold</b> & \"quoted\" 'single' `ticks` $(touch x) ; rm -rf \\",
                        "%s %n {} ${jndi:x} \u20b9 \u0926\u0947\u0935 \ud83d\ude80",
                        "line\nbreak\ttab\u0007bell\u001b[31mred",
                        "-n --help",
                        "x".repeat(5_000));
        try (Told told = told()) {
            for (int i = 0; i < odd.size(); i++) {
                told.notifier()
                        .deliver(alert(100 + i, odd.get(i), Double.NaN, Map.of("a", Double.NaN)));
            }
            assertThat(told.messages()).isEqualTo(odd.size());
            assertThat(told.text()).doesNotContain("\u001b[31mred", "\u0007");
        }
    }

    @Test
    void worksOnVirtualThreadsOneAlertAtATime() throws Exception {
        try (Told told = told();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<CompletableFuture<Void>>();
            CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
            for (int i = 0; i < 5; i++) {
                int number = i;
                before =
                        before.thenRunAsync(
                                () -> {
                                    try {
                                        told.notifier().deliver(alert(number));
                                    } catch (IOException | InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                },
                                threads);
                all.add(before);
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
            assertThat(told.messages()).isEqualTo(5);
        }
    }

    @Test
    void whatDoesNotArriveIsSaidAndIsTriedAgain() throws Exception {
        Optional<Told> broken = broken();
        if (broken.isEmpty()) {
            return; // it can't fail
        }
        try (Told told = broken.get()) {
            for (int i = 0; i < 2; i++) { // a failure is not remembered as a delivery
                assertThatThrownBy(() -> told.notifier().deliver(alert(1)))
                        .isInstanceOfAny(IOException.class, RuntimeException.class)
                        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
            }
        }
    }
}
