package dev.shikra.host.bar;

import dev.shikra.api.market.Timeframe;
import java.time.LocalDate;

/**
 * One day of a calendar and the hours in which it trades. Immutable; its methods allocate nothing.
 *
 * <p>A day without trading is one too: it has no parts, and opens and closes at its midnight.
 */
public final class Session {
    private final LocalDate date;
    private final long dayStartMs;
    private final long dayEndMs;
    private final long[] opens;
    private final long[] closes;

    /**
     * @param opens epoch ms, rising; as long as {@code closes}
     * @param closes epoch ms, each above its open and not above the next open
     */
    Session(LocalDate date, long dayStartMs, long dayEndMs, long[] opens, long[] closes) {
        this.date = date;
        this.dayStartMs = dayStartMs;
        this.dayEndMs = dayEndMs;
        this.opens = opens.clone();
        this.closes = closes.clone();
    }

    /** {@return the local date} */
    public LocalDate date() {
        return date;
    }

    /** {@return the date's first instant in the calendar's zone, epoch ms} */
    public long dayStartMs() {
        return dayStartMs;
    }

    /** {@return the next date's first instant, epoch ms} */
    public long dayEndMs() {
        return dayEndMs;
    }

    /** {@return whether it trades at all} */
    public boolean trades() {
        return opens.length > 0;
    }

    /** {@return when its first part opens, epoch ms} */
    public long openMs() {
        return trades() ? opens[0] : dayStartMs;
    }

    /** {@return when its last part closes, epoch ms, exclusive} */
    public long closeMs() {
        return trades() ? closes[closes.length - 1] : dayStartMs;
    }

    /** {@return parts it trades in: 1, more with a pause, 0 if it does not trade} */
    public int parts() {
        return opens.length;
    }

    /** {@return when a part opens, epoch ms} */
    public long partOpenMs(int part) {
        return opens[part];
    }

    /** {@return when a part closes, epoch ms, exclusive} */
    public long partCloseMs(int part) {
        return closes[part];
    }

    /** {@return whether {@code epochMs} lies in a part} */
    public boolean isOpen(long epochMs) {
        for (int i = 0; i < opens.length; i++) {
            if (epochMs >= opens[i] && epochMs < closes[i]) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether {@code epochMs} lies in its date} */
    public boolean holds(long epochMs) {
        return epochMs >= dayStartMs && epochMs < dayEndMs;
    }

    /**
     * {@return start of the bar that holds {@code epochMs}, aligned to the open}
     *
     * @param epochMs in {@code [openMs(), closeMs())}
     */
    public long barStartMs(long epochMs, Timeframe timeframe) {
        if (timeframe.equals(Timeframe.DAY)) {
            return openMs();
        }
        long sinceOpen = epochMs - openMs();
        return epochMs - Math.floorMod(sinceOpen, timeframe.millis());
    }

    /** {@return end of the bar that starts at {@code startMs}, exclusive, cut at the close} */
    public long barEndMs(long startMs, Timeframe timeframe) {
        return timeframe.equals(Timeframe.DAY)
                ? closeMs()
                : Math.min(startMs + timeframe.millis(), closeMs());
    }

    /** {@return bars of the timeframe that touch trading hours: 0 where there is no trading} */
    public int bars(Timeframe timeframe) {
        if (!trades()) {
            return 0;
        }
        if (timeframe.equals(Timeframe.DAY)) {
            return 1;
        }
        long bars = 0;
        long counted = -1;
        for (int i = 0; i < opens.length; i++) {
            long first = Math.max(counted + 1, (opens[i] - opens[0]) / timeframe.millis());
            long last = (closes[i] - 1 - opens[0]) / timeframe.millis();
            bars += Math.max(0, last - first + 1);
            counted = Math.max(counted, last);
        }
        return (int) bars;
    }

    @Override
    public String toString() {
        return date + (trades() ? " " + openMs() + ".." + closeMs() : " closed");
    }
}
