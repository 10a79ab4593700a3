package dev.shikra.host.inbox;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import dev.shikra.api.source.FrameSink;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.RecordHandler;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.measure.Durations;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to the engine. Any thread puts records in and is held while the ring is full; the
 * journal thread gives them order, time and seq and writes them; then the engine thread gets them.
 * Nothing that was taken is dropped, unless the journal fails: then what it could not take is
 * counted in {@link #refused}. No clock decides anything here; one slot in sixteen is timed.
 */
public final class Inbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final byte[] NOTHING = new byte[0];
    private static final int LARGEST_FRAME = 16 << 20;
    private static final int LARGE_SLOTS = 8;

    /** A slot is timed if these bits of its place are 0. */
    private static final int UNTIMED_BITS = 15;

    private static final long LONGEST_WAIT_NS = 200_000;

    private final Journal journal;
    private final RecordOrder order;
    private final EngineFeed feed;
    private final RingBuffer<Slot> ring;
    private final BatchEventProcessor<Slot> journalStage;
    private final BatchEventProcessor<Slot> engineStage;
    private final Thread journalThread;
    private final Thread engineThread;
    private final SideQueue side;

    /** Slots that may hold more than {@link Slot#LARGEST_KEPT} bytes at a time. */
    private final Semaphore largeSlots = new Semaphore(LARGE_SLOTS);

    private final AtomicReference<InboxState> state = new AtomicReference<>(new InboxState.Ready());
    private final Durations untilWritten = new Durations();
    private final Durations untilDone = new Durations();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** Written by the journal thread: engine records written, and the seq of the last of them. */
    private long sideTaken;

    /** Owned by the journal thread: when the first timed slot of its batch was put in; or 0. */
    private long batchPutInNs;

    /** Owned by the engine thread. */
    private boolean engineFailed;

    private volatile long sideWritten;
    private volatile long sideWrittenSeq;

    /**
     * @param engine gets each record on the engine thread, but for those that it made itself
     * @param threads makes the journal thread and the engine thread, in that order
     */
    public Inbox(
            InboxSettings settings,
            Journal journal,
            SessionPlan plan,
            RecordHandler engine,
            ThreadFactory threads) {
        this.journal = journal;
        order = new RecordOrder(journal, plan);
        feed = new EngineFeed(journal, engine);
        side = new SideQueue(settings.engineRecords());
        ring = RingBuffer.createMultiProducer(Slot::new, settings.slots(), new InboxWaitStrategy());
        EventHandler<Slot> write = this::write;
        EventHandler<Slot> hand = this::hand;
        journalStage =
                new BatchEventProcessorBuilder()
                        .setMaxBatchSize(settings.batchSlots())
                        .build(ring, ring.newBarrier(), write);
        engineStage =
                new BatchEventProcessorBuilder()
                        .setMaxBatchSize(settings.batchSlots())
                        .build(ring, ring.newBarrier(journalStage.getSequence()), hand);
        ring.addGatingSequences(engineStage.getSequence());
        journalThread = Objects.requireNonNull(threads.newThread(journalStage), "journal thread");
        engineThread = Objects.requireNonNull(threads.newThread(engineStage), "engine thread");
    }

    /** Starts both threads. Once. */
    public void start() {
        InboxState before = state.get();
        if (!(before instanceof InboxState.Ready)
                || !state.compareAndSet(before, new InboxState.Running())) {
            throw new IllegalStateException("the inbox was started before: " + before);
        }
        journalThread.start();
        engineThread.start();
    }

    /** {@return what it does now} */
    public InboxState state() {
        String failure = journal.failure();
        if (!failure.isEmpty()) {
            fail(failure, null);
        }
        return state.get();
    }

    /** {@return rows and the like that sources left out} */
    public long skipped() {
        return skipped.sum();
    }

    /** {@return records that were in the ring when the journal failed and were not written} */
    public long refused() {
        return refused.sum();
    }

    /** {@return from putting in until the journal's file has it; one frame in sixteen} */
    public Durations.Counted untilWritten() {
        return untilWritten.counted();
    }

    /** {@return from putting in until the engine is through with it; one frame in sixteen} */
    public Durations.Counted untilDone() {
        return untilDone.counted();
    }

    /** {@return slots of the ring} */
    public long slots() {
        return ring.getBufferSize();
    }

    /** {@return slots of the ring in use} */
    public long waiting() {
        return ring.getBufferSize() - ring.remainingCapacity();
    }

    /**
     * {@return where a source puts its frames} Any thread, several at a time.
     *
     * @param source its place in the session header's list, 0 to 65,535
     */
    public FrameSink sink(int source) {
        if (source < 0 || source > 0xffff) {
            throw new IllegalArgumentException("source " + source + " is outside 0 to 65535");
        }
        return new Sink(source);
    }

    /**
     * Puts in a command, the outcome of a delivery, other notifiers, volatilities or bars of the
     * past; its time will be the latest there is. One that comes before any time is known waits for
     * the first frame or clock.
     *
     * @param payload copied before this returns
     */
    public void offer(RecordKind kind, byte[] payload) throws InterruptedException {
        offer(kind, 0, payload);
    }

    /** As {@link #offer(RecordKind, byte[])}, noting a source of which it came. */
    public void offer(RecordKind kind, int source, byte[] payload) throws InterruptedException {
        if (kind != RecordKind.COMMAND
                && kind != RecordKind.DELIVERY
                && kind != RecordKind.ROUTES
                && kind != RecordKind.VOLATILITIES
                && kind != RecordKind.HISTORY) {
            throw new IllegalArgumentException(
                    "a "
                            + kind
                            + " is not offered: only commands, deliveries, routes, volatilities and history are");
        }
        publish(kind, source, 0, payload, 0, payload.length);
    }

    /** Says what time it is, epoch ms: seconds that have passed since are recorded. */
    public void clock(long epochMs) throws InterruptedException {
        publish(RecordKind.CLOCK, 0, epochMs, NOTHING, 0, 0);
    }

    /**
     * Takes a record that the engine made, from the engine thread; never waits. It is written with
     * the next batch and not handed to the engine again.
     *
     * @param payload not copied, not to be changed
     * @return a ticket for {@link #awaitEngineRecord}
     */
    public long engineRecord(RecordKind kind, byte[] payload) {
        if (!side.offer(new SideQueue.Entry(kind, payload))) {
            fail("the journal does not keep up: the engine's own records fill their queue", null);
        }
        wakeJournal();
        return side.offered();
    }

    /** If there is no room for a slot that wakes it, the journal thread is awake. */
    private void wakeJournal() {
        try {
            long at = ring.tryNext();
            ring.get(at).setEmpty();
            ring.publish(at);
        } catch (InsufficientCapacityException e) {
            // full, so there is something for it to do
        }
    }

    /**
     * Waits until a record that the engine made is durable; made for virtual threads.
     *
     * @param ticket from {@link #engineRecord}; 0 waits for nothing
     */
    public void awaitEngineRecord(long ticket) throws InterruptedException {
        if (ticket > 0) {
            journal.awaitDurable(() -> sideWritten >= ticket ? sideWrittenSeq : Long.MAX_VALUE);
        }
    }

    /**
     * Returns when all that was put in before has been through the engine, and what the engine made
     * of it is written; or, after a failure, when no more will come.
     *
     * @throws IllegalStateException if the inbox was not started
     */
    public void drain() throws InterruptedException {
        if (state.get() instanceof InboxState.Ready) {
            throw new IllegalStateException("the inbox was not started, so it can't be drained");
        }
        long waitNs = 1000;
        while (!isDrained()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while draining the inbox");
            }
            LockSupport.parkNanos(this, waitNs);
            waitNs = Math.min(2 * waitNs, LONGEST_WAIT_NS);
        }
    }

    private boolean isDrained() {
        if (engineStage.getSequence().get() < ring.getCursor()) {
            return false;
        }
        return sideWritten == side.offered() || !(state.get() instanceof InboxState.Running);
    }

    /**
     * Takes nothing more, lets the engine finish what was taken and ends both threads. The journal
     * stays open. Again: nothing.
     */
    @Override
    public void close() {
        InboxState before = state.getAndUpdate(now -> isOpen(now) ? new InboxState.Closed() : now);
        // An interrupted thread that touched the journal's file would close it unwritten.
        boolean interrupted = Thread.interrupted();
        if (before instanceof InboxState.Ready && waiting() > 0) {
            LOG.warn("{} records were put in and the inbox never started", waiting());
        }
        if (!(before instanceof InboxState.Ready) && engineThread.isAlive()) {
            while (engineStage.getSequence().get() < ring.getCursor()) {
                LockSupport.parkNanos(this, LONGEST_WAIT_NS);
                interrupted |= Thread.interrupted();
            }
            engineStage.halt();
            interrupted |= join(engineThread);
            journalStage.halt();
            interrupted |= join(journalThread);
            flush(); // what the engine made last
        }
        if (order.waitingForTime() > 0) {
            LOG.warn(
                    "{} commands came before any time was known and were not recorded",
                    order.waitingForTime());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private static boolean isOpen(InboxState state) {
        return state instanceof InboxState.Ready || state instanceof InboxState.Running;
    }

    private void fail(String reason, @Nullable Throwable cause) {
        InboxState before =
                state.getAndUpdate(now ->
                        now instanceof InboxState.Failed ? now : new InboxState.Failed(reason));
        // The journal has said its own failure.
        if (!(before instanceof InboxState.Failed) && !reason.equals(journal.failure())) {
            LOG.error("the inbox takes nothing more: {}", reason, cause);
        }
    }

    /** Journal stage. */
    private void write(Slot slot, long sequence, boolean endOfBatch) {
        slot.clearRecords();
        if (!slot.empty) {
            if (batchPutInNs == 0) {
                batchPutInNs = slot.putInNs;
            }
            if (!(state.get() instanceof InboxState.Failed)) {
                try {
                    order.take(slot);
                } catch (IOException e) {
                    fail(journal.failure(), null);
                } catch (RuntimeException | Error e) {
                    fail("a record could not be journaled: " + e, e);
                }
            }
        }
        if (endOfBatch) {
            flush();
            if (batchPutInNs != 0) {
                untilWritten.add(System.nanoTime() - batchPutInNs);
                batchPutInNs = 0;
            }
        }
    }

    private void flush() {
        try {
            for (SideQueue.Entry entry = side.poll(); entry != null; entry = side.poll()) {
                order.takeFromEngine(entry.kind(), entry.payload());
                sideTaken++;
            }
            journal.flush();
            if (sideWritten != sideTaken) {
                sideWrittenSeq = journal.lastSeq();
                sideWritten = sideTaken;
            }
        } catch (IOException e) {
            fail(journal.failure(), null);
        } catch (RuntimeException | Error e) {
            fail("records could not be written: " + e, e);
        }
    }

    /** Engine stage. */
    private void hand(Slot slot, long sequence, boolean endOfBatch) {
        if (!engineFailed) {
            try {
                feed.hand(slot);
                if (endOfBatch) {
                    feed.endOfBatch();
                }
            } catch (RuntimeException | Error e) {
                engineFailed = true;
                fail("the engine failed: " + e, e);
            }
        }
        if (slot.putInNs != 0) {
            untilDone.add(System.nanoTime() - slot.putInNs);
        }
        if (state.get() instanceof InboxState.Failed && !slot.isWritten(journal.writtenSeq())) {
            refused.increment();
        }
        if (slot.length > Slot.LARGEST_KEPT) {
            largeSlots.release();
        }
        slot.release();
    }

    private void publish(
            RecordKind kind, int source, long timeMs, byte[] bytes, int offset, int length)
            throws InterruptedException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length > LARGEST_FRAME) {
            throw new IllegalArgumentException(
                    "a " + kind + " of " + length + " bytes is above " + LARGEST_FRAME);
        }
        boolean large = length > Slot.LARGEST_KEPT;
        while (large && !largeSlots.tryAcquire(1, 10, TimeUnit.MILLISECONDS)) {
            checkTaking();
        }
        boolean published = false;
        try {
            long at = claim();
            Slot slot = ring.get(at);
            // Seen open after the claim: then closing waits for this slot.
            published = isOpen(state.get());
            if (published) {
                slot.set(kind, source, timeMs, bytes, offset, length);
                slot.putInNs = (at & UNTIMED_BITS) == 0 ? System.nanoTime() : 0;
            } else {
                slot.setEmpty();
            }
            ring.publish(at);
            if (!published) {
                checkTaking();
            }
        } finally {
            if (large && !published) {
                largeSlots.release();
            }
        }
    }

    private long claim() throws InterruptedException {
        long waitNs = 1000;
        while (true) {
            checkTaking();
            try {
                return ring.tryNext();
            } catch (InsufficientCapacityException e) {
                LockSupport.parkNanos(this, waitNs);
                waitNs = Math.min(2 * waitNs, LONGEST_WAIT_NS);
            }
        }
    }

    private void checkTaking() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("while waiting for room in the inbox");
        }
        switch (state()) {
            case InboxState.Failed(String reason) ->
                    throw new InterruptedException("the inbox takes nothing more: " + reason);
            case InboxState.Closed() ->
                    throw new InterruptedException("the inbox was closed and takes nothing more");
            case InboxState.Ready(), InboxState.Running() -> {}
        }
    }

    private final class Sink implements FrameSink {
        private final int source;

        Sink(int source) {
            this.source = source;
        }

        @Override
        public void frame(long receiptMs, byte[] bytes, int offset, int length)
                throws InterruptedException {
            publish(RecordKind.FRAME, source, receiptMs, bytes, offset, length);
        }

        @Override
        public void time(long epochMs) throws InterruptedException {
            clock(epochMs);
        }

        @Override
        public void skipped(String place, String reason) {
            skipped.increment();
            LOG.debug("{}: left out: {}", place, reason);
        }
    }
}
