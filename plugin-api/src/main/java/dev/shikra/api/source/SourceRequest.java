package dev.shikra.api.source;

import dev.shikra.api.market.Instrument;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a source is asked for.
 *
 * @param files recorded data to read; empty for a live source
 * @param format how to read them: a name the source knows or a description file; {@code ""} lets
 *     the source tell by the files
 * @param speed times real time; {@link #MAX_SPEED} as fast as the host takes it
 * @param skipFrames frames, from the first, that the journal already holds and the source must not
 *     give again; 0 for a live source
 * @param settings the source's section of the configuration
 * @param cacheDirectory where it may keep what it downloads
 * @param calendar the host's calendar of a market
 * @param clock the time of a venue in this process, which host and source must share; empty: what
 *     {@code settings} say, or the machine's
 */
public record SourceRequest(
        List<Path> files,
        String format,
        double speed,
        long skipFrames,
        Map<String, String> settings,
        Path cacheDirectory,
        Calendar calendar,
        Optional<InstantSource> clock) {
    /** Gives the hours of a market. */
    public interface Calendar {
        /**
         * {@return when {@code instruments} trade; empty where the host has no calendar of them}
         */
        Optional<TradingHours> hours(List<Instrument> instruments);
    }

    /** As fast as the host takes the frames. */
    public static final double MAX_SPEED = Double.POSITIVE_INFINITY;

    /** By the settings' clock or the machine's. */
    public SourceRequest(
            List<Path> files,
            String format,
            double speed,
            long skipFrames,
            Map<String, String> settings,
            Path cacheDirectory,
            Calendar calendar) {
        this(
                files,
                format,
                speed,
                skipFrames,
                settings,
                cacheDirectory,
                calendar,
                Optional.empty());
    }

    /** Without a calendar, which a scanner adds before it opens a source. */
    public SourceRequest(
            List<Path> files,
            String format,
            double speed,
            long skipFrames,
            Map<String, String> settings,
            Path cacheDirectory) {
        this(
                files,
                format,
                speed,
                skipFrames,
                settings,
                cacheDirectory,
                instruments -> Optional.empty());
    }

    public SourceRequest {
        if (!(speed > 0)) {
            throw new IllegalArgumentException(
                    "speed "
                            + speed
                            + " is not above 0: give 'max', or times real time such as 10");
        }
        if (skipFrames < 0) {
            throw new IllegalArgumentException("frames to skip " + skipFrames + " is negative");
        }
        files = List.copyOf(files);
        settings = Map.copyOf(settings);
    }

    /** {@return the same by the clock of a venue in this process} */
    public SourceRequest withClock(InstantSource venueClock) {
        return new SourceRequest(
                files,
                format,
                speed,
                skipFrames,
                settings,
                cacheDirectory,
                calendar,
                Optional.of(venueClock));
    }

    /** Names the settings' keys alone: values may be secret. */
    @Override
    public String toString() {
        return "SourceRequest[files="
                + files
                + ", format="
                + format
                + ", speed="
                + speed
                + ", skipFrames="
                + skipFrames
                + ", settings="
                + new java.util.TreeSet<>(settings.keySet())
                + "]";
    }
}
