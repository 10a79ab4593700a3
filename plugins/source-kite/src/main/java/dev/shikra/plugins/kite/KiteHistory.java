package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.BarHistory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Minute bars of the past from Kite's historical API: at most {@value #DAYS_A_REQUEST} days a
 * request and three requests a second. Called by one thread.
 */
final class KiteHistory {
    /** What the venue allows for minutes. */
    static final int DAYS_A_REQUEST = 60;

    private static final long DAY_MS = 86_400_000;
    private static final long MINUTE_MS = 60_000;

    /** The venue allows three a second. */
    static final Duration BETWEEN_REQUESTS = Duration.ofMillis(340);

    private static final int TRIES = 4;
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter ASKED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** An offset without a colon: {@code +0530}. */
    private static final DateTimeFormatter GIVEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx", Locale.ROOT);

    private final KiteApi api;
    private final LoginGate gate;
    private final Duration between;
    private long nextNanos = Long.MIN_VALUE;

    /**
     * @param between from one request to the next, at least
     */
    KiteHistory(KiteApi api, LoginGate gate, Duration between) {
        this.between = between;
        this.api = api;
        this.gate = gate;
    }

    /** As {@link BarHistory#minutes}. */
    void minutes(Instrument instrument, long fromMs, long toMs, BarHistory.MinuteSink sink)
            throws IOException, InterruptedException {
        for (long from = fromMs; from < toMs; from += DAYS_A_REQUEST * DAY_MS) {
            long to = Math.min(toMs, from + DAYS_A_REQUEST * DAY_MS);
            for (JsonNode candle : ask(instrument, from, to).path("data").path("candles")) {
                give(candle, from, to, sink);
            }
        }
    }

    private JsonNode ask(Instrument instrument, long fromMs, long toMs)
            throws IOException, InterruptedException {
        Optional<Token> token = gate.token();
        if (token.isEmpty()) {
            throw new IOException("there is no login yet: run './shikra kite login'");
        }
        for (int attempt = 1; ; attempt++) {
            pause();
            KiteApi.Candles answer =
                    api.minutes(token.get(), instrument.token(), text(fromMs), text(toMs));
            switch (answer) {
                case KiteApi.Candles.Given(JsonNode json) -> {
                    return json;
                }
                case KiteApi.Candles.TooManyRequests tooMany -> {
                    if (attempt == TRIES) {
                        throw new IOException(
                                "the venue refuses history: too many requests, also after pauses");
                    }
                    nextNanos = System.nanoTime() + attempt * 1_000_000_000L;
                }
            }
        }
    }

    private void pause() throws InterruptedException {
        long wait = nextNanos == Long.MIN_VALUE ? 0 : nextNanos - System.nanoTime();
        if (wait > 0) {
            Thread.sleep(Duration.ofNanos(wait));
        }
        nextNanos = System.nanoTime() + between.toNanos();
    }

    private static String text(long epochMs) {
        return ASKED.format(Instant.ofEpochMilli(epochMs).atZone(ZONE));
    }

    private static void give(JsonNode candle, long fromMs, long toMs, BarHistory.MinuteSink sink)
            throws IOException {
        if (!candle.isArray() || candle.size() < 6) {
            throw new IOException(
                    "a candle has "
                            + candle.size()
                            + " values where 6 belong: time, prices, volume");
        }
        long startMs;
        try {
            startMs =
                    OffsetDateTime.parse(candle.path(0).asString(""), GIVEN)
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new IOException(
                    "a candle's time is '"
                            + candle.path(0).asString("")
                            + "', not as in 2017-12-15T09:15:00+0530",
                    e);
        }
        if (startMs >= fromMs && startMs + MINUTE_MS <= toMs) {
            sink.bar(
                    startMs,
                    candle.path(1).asDouble(Double.NaN),
                    candle.path(2).asDouble(Double.NaN),
                    candle.path(3).asDouble(Double.NaN),
                    candle.path(4).asDouble(Double.NaN),
                    candle.path(5).asDouble(0));
        }
    }
}
