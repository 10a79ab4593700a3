package dev.shikra.host.inbox;

import dev.shikra.host.journal.SegmentName;

/**
 * Says which session a time belongs to, and what its header holds. Called on the journal thread.
 */
public interface SessionPlan {
    /**
     * {@return the session of a time} A time on a day without a session belongs to the session
     * before it. For a later time never an earlier session.
     *
     * @param timeMs epoch ms
     */
    Session sessionAt(long timeMs);

    /**
     * {@return the header's payload} The same bytes as long as instruments, configuration, rules
     * and plugins are the same: after a restart within a session, other bytes make a new header.
     */
    byte[] header(Session session);

    /**
     * A session.
     *
     * @param name for example {@code 2026-01-05}; part of its segment's file name
     * @param dayStartMs start of its day, epoch ms, a whole second
     * @param untilMs epoch ms up to which, exclusive, all times belong to it
     */
    record Session(String name, long dayStartMs, long untilMs) {
        public Session {
            if (!SegmentName.isSessionName(name)) {
                throw new IllegalArgumentException(
                        "session name '" + name + "' has other signs than letters, digits, . _ -");
            }
            if (dayStartMs < 0 || dayStartMs % 1000 != 0) {
                throw new IllegalArgumentException(
                        "session "
                                + name
                                + ": day start "
                                + dayStartMs
                                + " ms is not a whole second from 1970 on");
            }
            if (untilMs <= dayStartMs) {
                throw new IllegalArgumentException(
                        "session "
                                + name
                                + ": end "
                                + untilMs
                                + " ms is not after its day start "
                                + dayStartMs);
            }
        }
    }
}
