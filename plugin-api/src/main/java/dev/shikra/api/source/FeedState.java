package dev.shikra.api.source;

/** How a live feed stands, as its source sees it. */
public enum FeedState {
    /** Connected and subscribed. */
    LIVE,
    /** The connection is lost; the source goes on trying by itself. */
    RECONNECTING,
    /** Connected, but nothing comes although the market is open; the source connects anew. */
    MUTE,
    /** The venue refuses the login; the source waits for a new one and then goes on by itself. */
    LOGIN_NEEDED
}
