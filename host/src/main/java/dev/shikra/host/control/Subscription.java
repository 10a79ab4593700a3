package dev.shikra.host.control;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What happens, for one reader. Bounded: to a reader that is too slow the newest matters, so the
 * oldest is left out and counted. The teller never waits.
 */
public final class Subscription implements AutoCloseable {
    private final Set<Topic> topics;
    private final ArrayBlockingQueue<Happening> waiting;
    private final AtomicLong missed = new AtomicLong();
    private final Consumer<Subscription> onClose;

    Subscription(Set<Topic> topics, int capacity, Consumer<Subscription> onClose) {
        this.topics = Set.copyOf(topics);
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.onClose = onClose;
    }

    boolean wants(Topic topic) {
        return topics.contains(topic);
    }

    /** {@return how many were left out to make room: 0 or 1, more if others tell as well} */
    long tell(Happening happening) {
        long left = 0;
        while (!waiting.offer(happening)) {
            if (waiting.poll() != null) {
                left++;
            }
        }
        missed.addAndGet(left);
        return left;
    }

    /** {@return the next thing that happened; empty if nothing did for so long} */
    public Optional<Happening> next(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** {@return how much this reader missed because it was slow} */
    public long missed() {
        return missed.get();
    }

    /** Listens no more. Again: nothing. */
    @Override
    public void close() {
        onClose.accept(this);
    }
}
