package dev.shikra.host.control;

/** What one can listen to. */
public enum Topic {
    ALERTS,
    NOTICES,
    /** Each second. */
    HEALTH,
    /** That a rule's state changed. */
    RULES
}
