package dev.shikra.host.inbox;

import dev.shikra.host.inbox.SessionPlan.Session;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.SessionHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fixes the order: gives each record its time, which never falls, puts clock runs and session
 * headers before it, and gives all to the journal. Owned by the journal thread; reads no clock.
 */
final class RecordOrder {
    private final Journal journal;
    private final SessionPlan plan;

    /** Records without a time of their own that came before any time was known. */
    private final List<Slot.Early> early = new ArrayList<>();

    private @Nullable Session session;

    RecordOrder(Journal journal, SessionPlan plan) {
        this.journal = journal;
        this.plan = plan;
    }

    /** Gives a slot's records to the journal and notes their seqs in the slot. */
    void take(Slot slot) throws IOException {
        boolean timed = slot.kind == RecordKind.FRAME || slot.kind == RecordKind.CLOCK;
        if (!timed && journal.lastSeq() == 0) {
            early.add(new Slot.Early(slot.kind, Arrays.copyOf(slot.bytes, slot.length), 0));
            return;
        }
        long timeMs = timed ? Math.max(slot.timeMs, journal.lastTimeMs()) : journal.lastTimeMs();
        enterSession(slot, timeMs);
        long second = Math.floorDiv(timeMs, 1000L);
        if (second > journal.lastSecond()) {
            slot.clockFirst = journal.lastSecond() + 1;
            slot.clockLast = second;
            slot.clockSeq = journal.clock(second);
        }
        if (slot.kind != RecordKind.CLOCK) {
            slot.timeMs = timeMs;
            slot.seq = journal.append(slot.kind, timeMs, slot.source, slot.bytes, 0, slot.length);
        }
    }

    private void enterSession(Slot slot, long timeMs) throws IOException {
        Session current = session;
        if (current != null && timeMs < current.untilMs()) {
            return;
        }
        Session next = plan.sessionAt(timeMs);
        if (next.untilMs() <= timeMs) {
            throw new IllegalStateException(
                    "the session plan says that session "
                            + next.name()
                            + " of time "
                            + timeMs
                            + " ends before it, at "
                            + next.untilMs());
        }
        SessionHeader last = journal.lastHeader().orElse(null);
        if (last == null) {
            header(slot, next, timeMs, plan.header(next));
            giveEarly(slot, timeMs);
        } else if (!last.session().equals(next.name())) {
            long before = Math.floorDiv(Math.min(next.dayStartMs() - 1, timeMs), 1000L);
            if (before > journal.lastSecond()) {
                slot.clockBeforeFirst = journal.lastSecond() + 1;
                slot.clockBeforeLast = before;
                slot.clockBeforeSeq = journal.clock(before);
            }
            long headerMs = Math.max(next.dayStartMs(), journal.lastTimeMs());
            header(slot, next, Math.min(headerMs, timeMs), plan.header(next));
        } else if (current == null) {
            // The first record since a restart: another configuration needs a header of its own.
            byte[] payload = plan.header(next);
            if (!Arrays.equals(payload, last.payload())) {
                header(slot, next, journal.lastTimeMs(), payload);
            }
        }
        session = next;
    }

    private void header(Slot slot, Session next, long timeMs, byte[] payload) throws IOException {
        slot.header = payload;
        slot.headerTimeMs = timeMs;
        slot.headerSeq = journal.header(next.name(), timeMs, payload);
    }

    private void giveEarly(Slot slot, long timeMs) throws IOException {
        if (early.isEmpty()) {
            return;
        }
        List<Slot.Early> given = new ArrayList<>();
        for (Slot.Early record : early) {
            byte[] payload = record.payload();
            long seq = journal.append(record.kind(), timeMs, 0, payload, 0, payload.length);
            given.add(new Slot.Early(record.kind(), payload, seq));
        }
        slot.early = given;
        early.clear();
    }

    /** Gives a record that the engine made; its time is the latest. */
    void takeFromEngine(RecordKind kind, byte[] payload) throws IOException {
        journal.append(kind, journal.lastTimeMs(), 0, payload, 0, payload.length);
    }

    /** {@return commands and deliveries still waiting for a first time} */
    int waitingForTime() {
        return early.size();
    }
}
