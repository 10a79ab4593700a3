package dev.shikra.host;

import dev.shikra.api.signal.Alert;
import dev.shikra.host.delivery.DurabilityGate;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.SnapshotStore;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.option.PastVolatility;
import dev.shikra.host.projection.AlertFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the engine produced, in its order, on a thread of its own: alert and signal files,
 * and the snapshots that name positions in them. The engine hands over and goes on; its queue grows
 * only by signals and one snapshot at a time.
 */
final class Projection implements AutoCloseable {
    private final @Nullable AlertFile signals;
    private final @Nullable AlertFile alerts;
    private final ScannerListener listener;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("projection").daemon().factory());
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private volatile boolean snapshotUnderWay;
    private @Nullable DurabilityGate gate;
    private long lastCause;
    private boolean shareWaits;
    private volatile long sharedSignals;
    private volatile long sharedAlerts;

    Projection(Optional<Path> signalsFile, Optional<Path> alertsFile, ScannerListener listener)
            throws IOException {
        signals = signalsFile.isPresent() ? AlertFile.open(signalsFile.get()) : null;
        alerts = alertsFile.isPresent() ? AlertFile.open(alertsFile.get()) : null;
        this.listener = listener;
    }

    /**
     * Cuts the files back to where they stood, behind what was handed over before.
     *
     * @throws IllegalStateException if a file is shorter than that
     */
    void truncate(long signalsPosition, long alertsPosition) {
        awaitHanded();
        if (signals != null) {
            signals.truncate(signalsPosition);
        }
        if (alerts != null) {
            alerts.truncate(alertsPosition);
        }
    }

    /**
     * Lets another thread read the files while they grow: what is in {@link #sharedSignals} and
     * {@link #sharedAlerts} has a cause that is durable.
     */
    void share(DurabilityGate cause) {
        hand(() -> {
            gate = cause;
            shareNow();
        });
    }

    /**
     * @param cause seq of the record that it is due to
     */
    void signal(Alert signal, long cause) {
        if (signals != null) {
            hand(() -> {
                signals.append(signal);
                shareSoon(cause);
            });
        }
    }

    /**
     * @param cause seq of the record that it is due to
     */
    void alert(Alert alert, long cause) {
        hand(() -> {
            if (alerts != null) {
                alerts.append(alert);
                shareSoon(cause);
            }
            listener.alert(alert);
        });
    }

    /** Behind what is handed over by now: one wait for the disk serves it all. */
    private void shareSoon(long cause) {
        lastCause = Math.max(lastCause, cause);
        if (gate != null && !shareWaits) {
            shareWaits = true;
            hand(this::shareNow);
        }
    }

    private void shareNow() {
        shareWaits = false;
        DurabilityGate to = gate;
        if (to == null) {
            return;
        }
        try {
            to.awaitDurable(lastCause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (signals != null) {
            signals.flush();
            sharedSignals = signals.position();
        }
        if (alerts != null) {
            alerts.flush();
            sharedAlerts = alerts.position();
        }
    }

    /** Waits until what was handed over may be read in the files. */
    void awaitShared() {
        awaitHanded();
        awaitHanded(); // sharing is handed over by what it shares
    }

    /** {@return bytes of the signals' file that may be read} */
    long sharedSignals() {
        return sharedSignals;
    }

    /** {@return bytes of the alerts' file that may be read} */
    long sharedAlerts() {
        return sharedAlerts;
    }

    void rejected(Alert signal, String filter, String reason) {
        hand(() -> listener.rejected(signal, filter, reason));
    }

    /** Writes bars for the next journal's history. */
    void keep(KeptBars files, KeptBars.Gathered bars) {
        hand(() -> files.write(bars));
    }

    /** Adds to the file of past volatilities what it does not say yet. */
    void volatilities(VolatilityFile file, List<PastVolatility> ofSession) {
        hand(() -> {
            try {
                file.add(ofSession);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** {@return whether a snapshot waits to be written: another one would only queue behind it} */
    boolean snapshotUnderWay() {
        return snapshotUnderWay;
    }

    /**
     * Writes a snapshot once the journal is durable up to it and the files hold all that came
     * before.
     *
     * @param cause returns when the journal is durable up to {@code seq} and holds every void
     *     before it
     * @param state what the engine and its outputs remember after record {@code seq}; not to be
     *     touched any more
     */
    void snapshot(
            SnapshotStore store,
            Journal journal,
            DurabilityGate cause,
            long seq,
            long timeMs,
            StateWriter state) {
        snapshotUnderWay = true;
        hand(() -> {
            try {
                cause.awaitDurable(seq);
                sync();
                var out = new StateWriter();
                out.putLong(signals == null ? 0 : signals.position());
                out.putLong(alerts == null ? 0 : alerts.position());
                out.putBytes(state.toBytes());
                store.write(seq, timeMs, ByteBuffer.wrap(out.toBytes()));
                journal.snapshotTaken(store.oldestSeq());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                snapshotUnderWay = false;
            }
        });
    }

    /** Waits until what was handed over is written, a snapshot too. */
    void awaitHanded() {
        try {
            thread.submit(() -> {}).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an empty task failed", e);
        }
    }

    private void sync() {
        if (signals != null) {
            signals.sync();
        }
        if (alerts != null) {
            alerts.sync();
        }
    }

    private void hand(Runnable task) {
        thread.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                String message = String.valueOf(e.getMessage());
                if (!message.equals(failure.getAndSet(message))) {
                    listener.notice("what the engine found can't be written: " + message);
                }
            }
        });
    }

    /** Writes what was handed over, then closes the files. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                listener.notice("files of alerts were not complete after a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (signals != null) {
            signals.close();
        }
        if (alerts != null) {
            alerts.close();
        }
    }
}
