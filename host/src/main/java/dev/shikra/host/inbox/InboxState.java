package dev.shikra.host.inbox;

/** What the inbox does at this moment. */
public sealed interface InboxState {
    /** Made, not started: records are taken and wait. */
    record Ready() implements InboxState {}

    /** Records are taken, written and handed on. */
    record Running() implements InboxState {}

    /**
     * Nothing is taken any more; the engine has got what was written.
     *
     * @param reason with the remedy, for people
     */
    record Failed(String reason) implements InboxState {}

    /** Nothing is taken any more, as was asked. */
    record Closed() implements InboxState {}
}
