package dev.shikra.host.delivery;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Other notifiers, made ready and not yet in use: {@link Deliveries#change} puts them in use between
 * two alerts. Used once.
 */
public final class RouteChange {
    final List<RouteWorker> workers;

    /** Completed when the notifiers that are no longer used have ended. */
    final CompletableFuture<Void> ended = new CompletableFuture<>();

    RouteChange(List<RouteWorker> workers) {
        this.workers = List.copyOf(workers);
    }

    /** {@return ids of all notifiers from then on} */
    public List<String> ids() {
        return workers.stream().map(RouteWorker::id).toList();
    }

    /**
     * {@return completed when no notifier that is no longer used is called any more: their plugins
     * can be unloaded}
     */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }
}
