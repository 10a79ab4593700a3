package dev.shikra.host.control;

import java.util.List;

/**
 * How a scanner is doing, at one moment.
 *
 * @param version of the host
 * @param run names this start of the host: numbers of alerts are its own
 * @param phase where it is
 * @param reason for people, where the phase needs one; else empty
 * @param upS seconds since the start
 * @param warmUp what studies know of the past
 */
public record Health(
        String version,
        String run,
        Phase phase,
        String reason,
        double upS,
        Feed feed,
        Flow flow,
        JournalHealth journal,
        WarmUp warmUp,
        List<DeliveryHealth> deliveries) {
    public Health {
        deliveries = List.copyOf(deliveries);
    }

    /**
     * The feed.
     *
     * @param source its id; empty while the scanner starts
     * @param state as the source says it: {@code connecting}, {@code live}, {@code reconnecting},
     *     {@code mute}, {@code login needed}, {@code ended}
     * @param reason what the source said with it; may be empty
     * @param calendar of the session
     * @param sessionOpen whether the market trades now
     * @param zone the market's
     * @param timeMs the market's time now, epoch ms; 0 before the first record of recorded data
     * @param lastFrameMs receipt of the last frame, epoch ms; 0 before the first
     * @param quietS seconds of the market's time since then; NaN before the first frame
     * @param lagS from the exchange's time of the last tick to its receipt, seconds; the resolution
     *     is the exchange's; NaN before the first
     */
    public record Feed(
            String source,
            String state,
            String reason,
            String calendar,
            boolean sessionOpen,
            String zone,
            long timeMs,
            long lastFrameMs,
            double quietS,
            double lagS) {}

    /**
     * What goes through.
     *
     * @param ticksPerS over the last second
     * @param framesPerS over the last second
     * @param ticks decoded since the journal began
     * @param instruments of the session
     * @param ringUsed slots of the ring that wait or are being worked on
     * @param ringSlots of the ring
     * @param engineP99Ms 99 of 100 timed frames went from the source's hand to the engine's end
     *     within about so many ms, in the last minute or two; NaN without any
     * @param leftOut ticks, frames and rows that were left out, by reason in words; only those with
     *     any
     */
    public record Flow(
            double ticksPerS,
            double framesPerS,
            long ticks,
            int instruments,
            long ringUsed,
            long ringSlots,
            double engineP99Ms,
            List<LeftOut> leftOut) {
        public Flow {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** How many were left out, and why. */
    public record LeftOut(String reason, long count) {}

    /**
     * The journal.
     *
     * @param lastSeq last record that the engine took
     * @param writtenSeq last record that survives the end of the process
     * @param durableSeq last record that survives the end of the machine
     * @param syncP99Ms 99 of 100 syncs took at most about so many ms, in the last minute or two;
     *     NaN without any
     * @param failure why it takes nothing any more; else empty
     */
    public record JournalHealth(
            long lastSeq, long writtenSeq, long durableSeq, double syncP99Ms, String failure) {}

    /**
     * What the studies know of the past.
     *
     * @param joined instruments whose history was joined since the start
     * @param waiting instruments whose history is still fetched
     * @param without instruments of which no history is to be had
     * @param reason why the last one had none; may be empty
     * @param blind studies that are not warm everywhere yet
     */
    public record WarmUp(int joined, int waiting, int without, String reason, List<Blind> blind) {
        /** Nothing is known of it. */
        public static final WarmUp NONE = new WarmUp(0, 0, 0, "", List.of());

        public WarmUp {
            blind = List.copyOf(blind);
        }
    }

    /**
     * A study that is not warm everywhere.
     *
     * @param study with its timeframe
     * @param instruments where it is blind
     * @param untilMs when the last of them is warm if each minute has a bar, epoch ms
     */
    public record Blind(String study, int instruments, long untilMs) {}

    /**
     * One notifier.
     *
     * @param backlog alerts that it has not ended with
     * @param delivered alerts, since the start
     * @param failed alerts, since the start
     */
    public record DeliveryHealth(String notifier, long backlog, long delivered, long failed) {}
}
