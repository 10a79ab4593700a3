package dev.shikra.host.control;

import dev.shikra.api.signal.Alert;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the newest alerts and notices and tells subscribers what happens. Bounded everywhere: the
 * oldest goes. Any thread; never waits for a reader.
 */
public final class Announcements {
    private final int kept;
    private final ArrayDeque<RaisedAlert> alerts = new ArrayDeque<>();
    private final ArrayDeque<Notice> notices = new ArrayDeque<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicLong missed = new AtomicLong();
    private long lastAlert;
    private long lastNotice;

    /**
     * @param kept so many alerts, and so many notices, are remembered
     */
    public Announcements(int kept) {
        this.kept = kept;
    }

    /** Remembers an alert and tells of it. */
    public void alert(Alert alert) {
        synchronized (this) {
            var raised = new RaisedAlert(++lastAlert, alert);
            add(alerts, raised);
            tell(new Happening.Alerted(raised)); // in the order of the numbers
        }
    }

    /** Remembers a notice and tells of it. */
    public void notice(long atMs, String text) {
        synchronized (this) {
            var notice = new Notice(++lastNotice, atMs, text);
            add(notices, notice);
            tell(new Happening.Noticed(notice));
        }
    }

    private <T> void add(ArrayDeque<T> to, T one) {
        if (to.size() == kept) {
            to.removeFirst();
        }
        to.addLast(one);
    }

    /** Tells those who listen to its topic. */
    public void tell(Happening happening) {
        for (Subscription each : subscriptions) {
            if (each.wants(happening.topic())) {
                missed.addAndGet(each.tell(happening));
            }
        }
    }

    /** {@return whether anybody listens to a topic} */
    public boolean isHeard(Topic topic) {
        return subscriptions.stream().anyMatch(each -> each.wants(topic));
    }

    /** As {@link Control#alerts}. */
    public synchronized List<RaisedAlert> alerts(long after, int most) {
        var newest = new ArrayDeque<RaisedAlert>();
        var from = alerts.descendingIterator();
        while (from.hasNext() && newest.size() < most) {
            RaisedAlert each = from.next();
            if (each.number() <= after) {
                break;
            }
            newest.addFirst(each);
        }
        return List.copyOf(newest);
    }

    /** As {@link Control#notices}. */
    public synchronized List<Notice> notices() {
        return new ArrayList<>(notices);
    }

    /** As {@link Control#subscribe}. */
    public Subscription subscribe(Set<Topic> topics, int capacity) {
        var subscription = new Subscription(topics, capacity, subscriptions::remove);
        subscriptions.add(subscription);
        return subscription;
    }

    /** {@return what slow readers missed, all together} */
    public long missed() {
        return missed.get();
    }
}
