package dev.shikra.host.option;

import java.util.Map;
import java.util.TreeMap;

/**
 * How options are priced. It decides what the engine computes, so a journal's header holds it as
 * {@link #text}.
 *
 * @param model name of the pricing model, for example {@code black76}
 * @param price which price is used
 * @param maxAgeMs age beyond which a quote, or a trade, is not used; event time, {@code > 0}
 * @param maxSpread widest spread of a quote whose middle is used, as a fraction of the middle
 * @param maxSpreadTicks a spread of so many tick sizes is never too wide
 * @param time how time to expiry is counted for pricing
 * @param tradingMinutesPerYear what a year has, where trading minutes are counted
 * @param expiryMinute when options stop on their last day, minutes after midnight in the calendar's
 *     zone
 * @param rate continuously compounded fraction per year, for discounting and for carrying a spot
 * @param nearStrikes strikes on each side of the money that are priced anew at each tick of the
 *     underlying
 * @param cadenceMs event time after which a whole chain is priced anew
 * @param historyDays sessions of at-the-money volatility below which rank and percentile are NaN
 * @param parityTolerance distance from put-call parity, as a fraction of the forward, that counts
 *     as a violation
 * @param compute what is computed
 * @param underlyings contract's name of an underlying to the symbol of its index or share, where
 *     they differ
 */
public record OptionSettings(
        String model,
        Price price,
        long maxAgeMs,
        double maxSpread,
        int maxSpreadTicks,
        Time time,
        int tradingMinutesPerYear,
        int expiryMinute,
        double rate,
        int nearStrikes,
        long cadenceMs,
        int historyDays,
        double parityTolerance,
        Compute compute,
        Map<String, String> underlyings) {
    /** Which price is used. */
    public enum Price {
        /** The middle of a fresh and sane quote, else a fresh last trade. */
        MID,
        /** A fresh last trade alone. */
        LAST
    }

    /** How time is counted. */
    public enum Time {
        /** All minutes, 525,600 a year. */
        CALENDAR,
        /** Minutes in which the market is open. */
        TRADING
    }

    /** What is computed. */
    public enum Compute {
        /** Every value of every option and chain: they are shown, and a session leaves a past. */
        ALL,
        /** What rules read. */
        READ
    }

    /** What has no word for {@link Compute}. */
    private static final int OLDER_PARTS = 14;

    /** Index names of Kite's instrument master. */
    private static final Map<String, String> INDICES =
            Map.of(
                    "NIFTY", "NIFTY 50",
                    "BANKNIFTY", "NIFTY BANK",
                    "FINNIFTY", "NIFTY FIN SERVICE",
                    "MIDCPNIFTY", "NIFTY MID SELECT",
                    "NIFTYNXT50", "NIFTY NEXT 50");

    /** What the configuration says if nobody changes it. */
    public static final OptionSettings USUAL =
            new OptionSettings(
                    "black76",
                    Price.MID,
                    120_000,
                    0.10,
                    4,
                    Time.CALENDAR,
                    94_500,
                    930,
                    0.065,
                    5,
                    1_000,
                    20,
                    0.0005,
                    Compute.ALL,
                    INDICES);

    public OptionSettings {
        underlyings = Map.copyOf(underlyings);
    }

    /** {@return the same with {@code other} computed} */
    public OptionSettings with(Compute other) {
        return new OptionSettings(
                model,
                price,
                maxAgeMs,
                maxSpread,
                maxSpreadTicks,
                time,
                tradingMinutesPerYear,
                expiryMinute,
                rate,
                nearStrikes,
                cadenceMs,
                historyDays,
                parityTolerance,
                other,
                underlyings);
    }

    /** {@return all of it on one line: equal settings, equal text} */
    public String text() {
        return String.join(
                ";",
                model,
                price.name(),
                Long.toString(maxAgeMs),
                Double.toString(maxSpread),
                Integer.toString(maxSpreadTicks),
                time.name(),
                Integer.toString(tradingMinutesPerYear),
                Integer.toString(expiryMinute),
                Double.toString(rate),
                Integer.toString(nearStrikes),
                Long.toString(cadenceMs),
                Integer.toString(historyDays),
                Double.toString(parityTolerance),
                compute.name(),
                new TreeMap<>(underlyings).toString());
    }

    /**
     * {@return what {@link #text} wrote}
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static OptionSettings parse(String text) {
        String[] parts = text.split(";", -1);
        boolean older = parts.length == OLDER_PARTS;
        if (!older && parts.length != OLDER_PARTS + 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' does not say how options are priced");
        }
        var underlyings = new TreeMap<String, String>();
        String last = parts[parts.length - 1];
        String pairs = last.substring(1, last.length() - 1);
        for (String pair : pairs.isEmpty() ? new String[0] : pairs.split(", ")) {
            int at = pair.indexOf('=');
            underlyings.put(pair.substring(0, at), pair.substring(at + 1));
        }
        return new OptionSettings(
                parts[0],
                Price.valueOf(parts[1]),
                Long.parseLong(parts[2]),
                Double.parseDouble(parts[3]),
                Integer.parseInt(parts[4]),
                Time.valueOf(parts[5]),
                Integer.parseInt(parts[6]),
                Integer.parseInt(parts[7]),
                Double.parseDouble(parts[8]),
                Integer.parseInt(parts[9]),
                Long.parseLong(parts[10]),
                Integer.parseInt(parts[11]),
                Double.parseDouble(parts[12]),
                older ? Compute.READ : Compute.valueOf(parts[13]),
                underlyings);
    }
}
