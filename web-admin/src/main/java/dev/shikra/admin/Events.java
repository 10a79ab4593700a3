package dev.shikra.admin;

import dev.shikra.host.control.Control;
import dev.shikra.host.control.Happening;
import dev.shikra.host.control.RaisedAlert;
import dev.shikra.host.control.Subscription;
import dev.shikra.host.control.Topic;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells pages what happens, by server-sent events: {@code health} each second, {@code alert},
 * {@code notice}, {@code rules}. A page that comes back names the last alert it saw and gets what
 * it missed. A page that does not read fast enough misses the oldest, which it is told.
 */
final class Events implements AutoCloseable {
    private static final int MOST_PAGES = 16;
    private static final int WAITING = 512;
    private static final int FIRST_ALERTS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Control control;
    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
    private final ThreadFactory threads = Thread.ofVirtual().name("page-", 0).factory();
    private volatile boolean closed;

    Events(Control control) {
        this.control = control;
    }

    void over(RoutesConfig routes) {
        routes.before(
                "/api/events",
                ctx -> {
                    if (closed || clients.size() >= MOST_PAGES) {
                        throw new ServiceUnavailableResponse(
                                MOST_PAGES + " pages are open already: close one");
                    }
                });
        routes.sse(
                "/api/events",
                client -> {
                    client.keepAlive();
                    clients.add(client);
                    client.onClose(() -> clients.remove(client));
                    threads.newThread(() -> serve(client)).start();
                });
    }

    private void serve(SseClient client) {
        try (Subscription subscription = control.subscribe(EnumSet.allOf(Topic.class), WAITING)) {
            var health = control.health();
            client.sendEvent("health", health);
            long last = firstAlerts(client, health.run());
            long missed = 0;
            while (!client.terminated() && !closed) {
                Happening happening = subscription.next(PATIENCE).orElse(null);
                if (happening == null) {
                    client.sendComment("still here");
                    continue;
                }
                last = tell(client, health.run(), happening, last);
                if (subscription.missed() > missed) {
                    missed = subscription.missed();
                    client.sendEvent("missed", Map.of("count", missed));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
            clients.remove(client);
        }
    }

    /** {@return the number of the last alert that was sent} */
    private long firstAlerts(SseClient client, String run) {
        long last = lastSeen(client.ctx().header("Last-Event-ID"), run);
        for (RaisedAlert each : control.alerts(last, FIRST_ALERTS)) {
            client.sendEvent("alert", Json.alert(each), run + "-" + each.number());
            last = each.number();
        }
        return last;
    }

    private static long lastSeen(@Nullable String id, String run) {
        if (id == null || !id.startsWith(run + "-")) {
            return 0; // a new page, or one of another start of the host
        }
        try {
            return Long.parseLong(id.substring(run.length() + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static long tell(SseClient client, String run, Happening happening, long last) {
        switch (happening) {
            case Happening.Alerted(RaisedAlert alert) -> {
                if (alert.number() > last) {
                    client.sendEvent("alert", Json.alert(alert), run + "-" + alert.number());
                    return alert.number();
                }
            }
            case Happening.Noticed(var notice) -> client.sendEvent("notice", notice);
            case Happening.Checked(var health) -> client.sendEvent("health", health);
            case Happening.RulesChanged changed -> client.sendEvent("rules", Map.of());
        }
        return last;
    }

    /** Ends all streams: a server that stops would wait for them. */
    @Override
    public void close() {
        closed = true;
        clients.forEach(SseClient::close);
    }
}
