package dev.shikra.host.projection.redis;

/**
 * Several threads find out the same thing at about the same time: it is said once. Any thread.
 */
final class SaidOnce implements RedisNotices {
    private final RedisNotices to;
    private String last = "";

    SaidOnce(RedisNotices to) {
        this.to = to;
    }

    @Override
    public void say(String message) {
        synchronized (this) {
            // The reason in brackets differs from thread to thread.
            String what = message.replaceFirst(" \\(.*\\)", "");
            if (what.equals(last)) {
                return;
            }
            last = what;
        }
        to.say(message);
    }
}
