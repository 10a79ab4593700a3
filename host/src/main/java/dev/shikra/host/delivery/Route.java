package dev.shikra.host.delivery;

import dev.shikra.api.signal.Notifier;

/** A notifier and how it is used. */
public record Route(Notifier notifier, RateLimit rateLimit, RetryPolicy retries) {
    /** {@return without a rate limit, with the default retries} */
    public static Route to(Notifier notifier) {
        return new Route(notifier, RateLimit.NONE, RetryPolicy.DEFAULT);
    }
}
