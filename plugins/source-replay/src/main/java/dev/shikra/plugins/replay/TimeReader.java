package dev.shikra.plugins.replay;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads times from bytes by patterns of fixed width ({@code yyyy yy MM dd HH mm ss}, {@code S} for
 * a fraction of any length, {@code X} for an offset) or as a number of a unit. Remembers the last
 * date. One thread.
 */
final class TimeReader {
    /** What no time is. */
    static final long NONE = Long.MIN_VALUE;

    private static final long DAY_MS = 86_400_000L;

    /** A number as a time. */
    enum Unit {
        /** No number: patterns alone. */
        NONE,
        SECONDS,
        MILLISECONDS,
        MICROSECONDS,
        NANOSECONDS,
        /** One of the above, told by its size. */
        EPOCH,
        /** Seconds since local midnight; the date stands elsewhere. */
        SECONDS_OF_DAY
    }

    private final List<byte[]> patterns = new ArrayList<>();
    private final Unit unit;
    private final ZoneId zone;

    private int year;
    private int month;
    private int day;
    private long msOfDay;
    private int offsetSeconds;
    private boolean hasOffset;
    private boolean hasDate;

    private int lastDate = -1;
    private long lastMidnight;
    private boolean lastPlain;

    /**
     * @throws IllegalArgumentException if a pattern has a letter that is not known
     */
    TimeReader(List<String> patterns, Unit unit, ZoneId zone) {
        for (String pattern : patterns) {
            this.patterns.add(compile(pattern));
        }
        this.unit = unit;
        this.zone = zone;
    }

    private static byte[] compile(String pattern) {
        String plain = pattern.replace("'", "");
        boolean quoted = false;
        var checked = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && Character.isLetter(c)) {
                checked.append(c);
            }
        }
        String rest = checked.toString();
        for (String known : List.of("yyyy", "yy", "MM", "dd", "HH", "mm", "ss")) {
            rest = rest.replaceFirst(known, "");
        }
        if (!rest.replaceFirst("S+", "").replaceFirst("X+", "").isEmpty()) {
            throw new IllegalArgumentException(
                    "time pattern '"
                            + pattern
                            + "': only yyyy, yy, MM, dd, HH, mm, ss, S and X are read, each once");
        }
        return plain.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** {@return epoch ms of the date and time in {@code [from, to)}, or {@link #NONE}} */
    long instant(byte[] bytes, int from, int to) {
        for (int i = 0; i < patterns.size(); i++) {
            if (matches(patterns.get(i), bytes, from, to) && hasDate) {
                return resolve(date(), msOfDay);
            }
        }
        return unit == Unit.NONE || unit == Unit.SECONDS_OF_DAY ? NONE : epoch(bytes, from, to);
    }

    /** {@return yyyymmdd of the date in {@code [from, to)}, or -1} */
    int date(byte[] bytes, int from, int to) {
        for (int i = 0; i < patterns.size(); i++) {
            if (matches(patterns.get(i), bytes, from, to) && hasDate) {
                return date();
            }
        }
        return -1;
    }

    /** {@return ms since midnight of the time of day in {@code [from, to)}, or {@link #NONE}} */
    long timeOfDay(byte[] bytes, int from, int to) {
        for (int i = 0; i < patterns.size(); i++) {
            if (matches(patterns.get(i), bytes, from, to)) {
                return msOfDay;
            }
        }
        if (unit == Unit.SECONDS_OF_DAY) {
            double seconds = Decimal.parse(bytes, from, to);
            return seconds >= 0 && seconds < 86_400 ? (long) Math.floor(seconds * 1000) : NONE;
        }
        return NONE;
    }

    private int date() {
        return year * 10_000 + month * 100 + day;
    }

    /** {@return epoch ms of a local date and ms since its midnight, or {@link #NONE}} */
    long resolve(int yyyymmdd, long ms) {
        if (hasOffset) {
            long midnight = utcMidnight(yyyymmdd);
            return midnight == NONE ? NONE : midnight + ms - offsetSeconds * 1000L;
        }
        if (yyyymmdd != lastDate) {
            long utc = utcMidnight(yyyymmdd);
            if (utc == NONE) {
                return NONE;
            }
            LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(utc, DAY_MS));
            ZoneOffset first = zone.getRules().getOffset(date.atStartOfDay());
            lastPlain = first.equals(zone.getRules().getOffset(date.plusDays(1).atStartOfDay()));
            lastMidnight = utc - first.getTotalSeconds() * 1000L;
            lastDate = yyyymmdd;
        }
        if (lastPlain) {
            return lastMidnight + ms;
        }
        LocalDate date = LocalDate.of(yyyymmdd / 10_000, yyyymmdd / 100 % 100, yyyymmdd % 100);
        return LocalDateTime.of(date, LocalTime.ofNanoOfDay(ms * 1_000_000L))
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    private static long utcMidnight(int yyyymmdd) {
        try {
            return LocalDate.of(yyyymmdd / 10_000, yyyymmdd / 100 % 100, yyyymmdd % 100)
                            .toEpochDay()
                    * DAY_MS;
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    private long epoch(byte[] bytes, int from, int to) {
        long whole = Decimal.digits(bytes, from, to);
        if (whole < 0) {
            double seconds =
                    unit == Unit.SECONDS || unit == Unit.EPOCH
                            ? Decimal.parse(bytes, from, to)
                            : -1;
            return seconds >= 0 && seconds < 1e11 ? (long) Math.floor(seconds * 1000 + 1e-6) : NONE;
        }
        return switch (unit) {
            case SECONDS -> whole < 100_000_000_000L ? whole * 1000 : NONE;
            case MILLISECONDS -> whole;
            case MICROSECONDS -> whole / 1000;
            case NANOSECONDS -> whole / 1_000_000;
            default ->
                    whole < 100_000_000_000L
                            ? whole * 1000
                            : whole < 100_000_000_000_000L
                                    ? whole
                                    : whole < 100_000_000_000_000_000L
                                            ? whole / 1000
                                            : whole / 1_000_000;
        };
    }

    private boolean matches(byte[] pattern, byte[] bytes, int from, int to) {
        year = 0;
        month = 0;
        day = 0;
        hasOffset = false;
        hasDate = false;
        int hour = 0;
        int minute = 0;
        int second = 0;
        int fraction = 0;
        int at = from;
        int p = 0;
        while (p < pattern.length) {
            int letter = pattern[p];
            int width = 1;
            while (p + width < pattern.length && pattern[p + width] == letter) {
                width++;
            }
            switch (letter) {
                case 'y', 'M', 'd', 'H', 'm', 's' -> {
                    int value = number(bytes, at, at + width, to);
                    if (value < 0) {
                        return false;
                    }
                    at += width;
                    switch (letter) {
                        case 'y' -> year = width == 2 ? 2000 + value : value;
                        case 'M' -> month = value;
                        case 'd' -> {
                            day = value;
                            hasDate = true;
                        }
                        case 'H' -> hour = value;
                        case 'm' -> minute = value;
                        default -> second = value;
                    }
                }
                case 'S' -> {
                    int scale = 100;
                    int begin = at;
                    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                        fraction += (bytes[at] - '0') * scale;
                        scale /= 10;
                        at++;
                    }
                    if (at == begin) {
                        return false;
                    }
                }
                case 'X' -> {
                    at = offset(bytes, at, to);
                    if (at < 0) {
                        return false;
                    }
                }
                default -> {
                    for (int i = 0; i < width; i++, at++) {
                        if (at >= to || bytes[at] != letter) {
                            return false;
                        }
                    }
                }
            }
            p += width;
        }
        if (at != to || hour > 23 || minute > 59 || second > 59) {
            return false;
        }
        msOfDay = ((hour * 60L + minute) * 60 + second) * 1000 + fraction;
        return true;
    }

    private static int number(byte[] bytes, int from, int until, int to) {
        if (until > to) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < until; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private int offset(byte[] bytes, int at, int to) {
        hasOffset = true;
        if (at < to && bytes[at] == 'Z') {
            offsetSeconds = 0;
            return at + 1;
        }
        if (at >= to || (bytes[at] != '+' && bytes[at] != '-')) {
            return -1;
        }
        int sign = bytes[at] == '-' ? -1 : 1;
        int hours = number(bytes, at + 1, at + 3, to);
        int next = at + 3;
        if (next < to && bytes[next] == ':') {
            next++;
        }
        int minutes = number(bytes, next, next + 2, to);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return -1;
        }
        offsetSeconds = sign * (hours * 3600 + minutes * 60);
        return next + 2;
    }
}
