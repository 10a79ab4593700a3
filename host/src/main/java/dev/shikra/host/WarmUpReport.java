package dev.shikra.host;

import dev.shikra.api.market.Timeframe;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.PastView;
import dev.shikra.host.feature.FeaturePlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which studies of how many instruments are blind yet, and until when. Any thread. */
final class WarmUpReport {
    /**
     * A study that is not warm everywhere.
     *
     * @param study with its timeframe
     * @param instruments where it is blind
     * @param untilMs when the last of them is warm if each minute from now on has a bar, epoch ms
     */
    record Blind(String study, int instruments, long untilMs) {}

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final SessionCalendar calendar;

    WarmUpReport(SessionCalendar calendar) {
        this.calendar = calendar;
    }

    /** {@return what is blind at {@code nowMs}, by study} */
    List<Blind> blind(PastView past, long nowMs) {
        var all = new ArrayList<Blind>();
        for (FeaturePlan.Need need : past.needs()) {
            int instruments = 0;
            long last = 0;
            long knownBefore = -1;
            long warmBefore = 0;
            for (int row = past.covered().nextSetBit(0);
                    row >= 0 && row < past.knownFromMs().length;
                    row = past.covered().nextSetBit(row + 1)) {
                long known = past.knownFromMs(need, row);
                if (known != knownBefore) { // mostly the row before's
                    knownBefore = known;
                    warmBefore = warmAt(known == 0 ? nowMs : known, need);
                }
                if (warmBefore > nowMs) {
                    instruments++;
                    last = Math.max(last, warmBefore);
                }
            }
            if (instruments > 0) {
                all.add(new Blind(PastView.name(need.study(), need.on()), instruments, last));
            }
        }
        return all;
    }

    /** {@return when a study is warm whose bars begin at {@code fromMs}} */
    private long warmAt(long fromMs, FeaturePlan.Need need) {
        boolean days = need.on().equals(Timeframe.DAY);
        Session session = calendar.sessionAt(fromMs);
        if (session.closeMs() <= fromMs) {
            session = calendar.next(session);
            fromMs = session.openMs();
        }
        long bySessions = fromMs;
        int sessions = need.sessions() + (days ? need.bars() : 0);
        Session at = session;
        for (int n = 0; n < sessions; n++) {
            at = calendar.next(at);
            bySessions = at.openMs();
        }
        if (days) {
            return Math.max(bySessions, fromMs);
        }
        long left = need.bars() * need.on().millis();
        long start = session.barStartMs(Math.max(fromMs, session.openMs()), need.on());
        while (start + left > session.closeMs()) {
            left -= Math.max(0, session.closeMs() - start);
            session = calendar.next(session);
            start = session.openMs();
        }
        return Math.max(bySessions, start + left);
    }

    /** {@return in words, for people; empty: all is warm} */
    String text(List<Blind> blind, long nowMs) {
        var parts = new ArrayList<String>();
        LocalDate today = Instant.ofEpochMilli(nowMs).atZone(calendar.zone()).toLocalDate();
        for (Blind each : blind) {
            parts.add(
                    each.study()
                            + " of "
                            + each.instruments()
                            + (each.instruments() == 1 ? " instrument" : " instruments")
                            + " until "
                            + when(each.untilMs(), today));
        }
        return String.join("; ", parts);
    }

    private String when(long ms, LocalDate today) {
        ZonedDateTime at = Instant.ofEpochMilli(ms).atZone(calendar.zone());
        return (at.toLocalDate().equals(today) ? "" : at.toLocalDate() + " ") + TIME.format(at);
    }
}
