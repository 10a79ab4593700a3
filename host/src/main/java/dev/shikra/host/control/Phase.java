package dev.shikra.host.control;

/** Where a scanner is between its start and its end. */
public enum Phase {
    /** Connects to its source and brings the engine to where the journal ends. */
    STARTING,
    /** Takes frames. */
    RUNNING,
    /** Takes nothing any more: the journal or the engine failed. */
    FAILED,
    /** Ended as was asked, or its data did. */
    ENDED
}
