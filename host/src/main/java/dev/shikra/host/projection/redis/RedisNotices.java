package dev.shikra.host.projection.redis;

/** Takes what a person should know. Any thread. */
@FunctionalInterface
public interface RedisNotices {
    /** One sentence; no secret in it. */
    void say(String message);
}
