package dev.shikra.host.journal;

/**
 * The first record of a session as the journal holds it.
 *
 * @param seq of the record
 * @param timeMs of the record, epoch ms
 * @param session the session's name, as in the segment's
 * @param payload what the host wrote; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // equality is asked of the payload alone
public record SessionHeader(long seq, long timeMs, String session, byte[] payload) {}
