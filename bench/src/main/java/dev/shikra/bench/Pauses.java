package dev.shikra.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The collector's pauses in this JVM while it is open. */
final class Pauses implements AutoCloseable {
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong totalMs = new AtomicLong();
    private final AtomicLong longestMs = new AtomicLong();
    private final NotificationListener listener = this::collected;

    Pauses() {
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(listener, null, null);
            }
        }
    }

    private void collected(Notification notification, Object handback) {
        if (!notification
                .getType()
                .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        var info =
                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        if (info.getGcName().contains("Cycles") || info.getGcName().contains("Concurrent")) {
            return; // that work goes on beside the program
        }
        long ms = info.getGcInfo().getDuration();
        count.incrementAndGet();
        totalMs.addAndGet(ms);
        longestMs.accumulateAndGet(ms, Math::max);
    }

    /** From now on pauses count. */
    void reset() {
        count.set(0);
        totalMs.set(0);
        longestMs.set(0);
    }

    long count() {
        return count.get();
    }

    long totalMs() {
        return totalMs.get();
    }

    long longestMs() {
        return longestMs.get();
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (bean instanceof NotificationEmitter emitter) {
                try {
                    emitter.removeNotificationListener(listener);
                } catch (ListenerNotFoundException e) {
                    throw new IllegalStateException("it listened from the beginning", e);
                }
            }
        }
    }
}
