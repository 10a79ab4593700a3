package dev.shikra.host.rule.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Interrupts kernels that run over their budget. A thread of its own looks at each context a few
 * times per budget; a run is over when it has used the budget both of wall time and of its thread's
 * CPU time since it was first seen, so a machine that stands still voids nothing. The thread that
 * runs kernels reads no clock: it counts its runs in one atomic.
 */
public final class Watchdog implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long budgetNanos;
    private final List<Watched> all = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean resting;

    /**
     * @param budget CPU time that one run may take
     */
    public Watchdog(Duration budget) {
        this.budgetNanos = budget.toNanos();
        this.thread = Thread.ofPlatform().daemon().name("rule-watchdog").start(this::look);
    }

    /**
     * Interrupts nothing until {@link #wake}: runs that a journal tells of end as they did then,
     * whatever the clock says now.
     */
    public void rest() {
        resting = true;
    }

    /** Watches again. */
    public void wake() {
        resting = false;
    }

    /**
     * Looks after one context.
     *
     * @param interrupt stops what runs there; called by the watchdog's thread while something does
     */
    Watched watch(Runnable interrupt) {
        var watched = new Watched(interrupt);
        all.add(watched);
        return watched;
    }

    private void look() {
        long pause = Math.max(1, budgetNanos / 5_000_000);
        while (!closed) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return; // only close() interrupts
            }
            for (Watched watched : resting ? List.<Watched>of() : all) {
                watched.look(System.nanoTime());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /**
     * One context. The state is 4 times the number of the run, plus {@code RUNNING} or {@code
     * STOPPING}.
     */
    final class Watched implements AutoCloseable {
        private static final long RUNNING = 1;
        private static final long STOPPING = 2;

        private final Runnable interrupt;
        private final AtomicLong state = new AtomicLong();
        private volatile long runner;
        private long seen;
        private long seenWall;
        private long seenCpu;

        private Watched(Runnable interrupt) {
            this.interrupt = interrupt;
        }

        /** Owner's thread, before a run. */
        void begin() {
            long id = Thread.currentThread().threadId();
            if (runner != id) {
                runner = id;
            }
            state.set(state.getPlain() + RUNNING);
        }

        /** Owner's thread, after a run. {@return whether the run was stopped} */
        boolean end() {
            long running = state.getPlain() | RUNNING;
            if (state.compareAndSet(running, running - RUNNING + 4)) {
                return false;
            }
            long stopping = state.get();
            while ((stopping & STOPPING) != 0) {
                Thread.onSpinWait(); // until the interrupt is over, so that it can't hit the next
                // run
                stopping = state.get();
            }
            return true;
        }

        /** The watchdog's thread. */
        private void look(long wall) {
            long now = state.get();
            if ((now & RUNNING) == 0) {
                return;
            }
            if (now != seen) {
                seen = now;
                seenWall = wall;
                seenCpu = THREADS.getThreadCpuTime(runner);
                return;
            }
            if (wall - seenWall < budgetNanos) {
                return;
            }
            long cpu = THREADS.getThreadCpuTime(runner);
            if (cpu >= 0 && seenCpu >= 0 && cpu - seenCpu < budgetNanos) {
                return;
            }
            if (state.compareAndSet(now, now - RUNNING + STOPPING)) {
                try {
                    interrupt.run();
                } finally {
                    state.set(now - RUNNING + 4);
                }
            }
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }
}
