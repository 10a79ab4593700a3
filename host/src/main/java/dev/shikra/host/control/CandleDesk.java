package dev.shikra.host.control;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudySpec;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.study.StudyCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Answers what charts want: bars from the history, studies computed over them on the caller's
 * thread by instances of their own.
 */
public final class CandleDesk {
    private static final int MOST_STUDIES = 12;

    private final List<Timeframe> timeframes;
    private final SessionCalendar calendar;
    private final Supplier<StudyCatalog> studies;
    private final BarHistory history;
    private final Announcements announcements;
    private final Map<String, Integer> rows = new HashMap<>();

    /**
     * @param timeframes in the history's order
     */
    public CandleDesk(
            List<Instrument> instruments,
            List<Timeframe> timeframes,
            SessionCalendar calendar,
            Supplier<StudyCatalog> studies,
            BarHistory history,
            Announcements announcements) {
        this.timeframes = List.copyOf(timeframes);
        this.calendar = calendar;
        this.studies = studies;
        this.history = history;
        this.announcements = announcements;
        for (int row = 0; row < instruments.size(); row++) {
            rows.put(instruments.get(row).id(), row);
        }
    }

    /** As {@link Control#candles}. */
    public Candles candles(CandleRequest request) {
        Integer row = rows.get(request.instrument());
        if (row == null) {
            throw new IllegalArgumentException(
                    "no instrument '"
                            + request.instrument()
                            + "' in this session: name it as EXCHANGE:SYMBOL");
        }
        Timeframe timeframe = Timeframe.parse(request.timeframe());
        int place = timeframes.indexOf(timeframe);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "bars of "
                            + timeframe
                            + " are not built; there are "
                            + timeframes
                            + ": see bars.timeframes");
        }
        if (request.studies().size() > MOST_STUDIES) {
            throw new IllegalArgumentException(
                    request.studies().size() + " studies: a chart shows at most " + MOST_STUDIES);
        }
        List<Bar> all = history.bars(row, place, Integer.MAX_VALUE);
        int from = Math.max(0, all.size() - request.most());
        var lines = new ArrayList<Candles.Line>();
        for (CandleRequest.StudyRequest study : request.studies()) {
            lines.addAll(lines(study, timeframe, all, from));
        }
        List<Bar> shown = all.subList(from, all.size());
        return new Candles(
                request.instrument(),
                timeframe.toString(),
                calendar.zone().getId(),
                shown.stream()
                        .map(bar ->
                                new Candles.Candle(
                                        bar.startMs,
                                        bar.open,
                                        bar.high,
                                        bar.low,
                                        bar.close,
                                        bar.volume))
                        .toList(),
                lines,
                shown.isEmpty()
                        ? List.of()
                        : alerts(request.instrument(), shown.getFirst().startMs));
    }

    private List<RaisedAlert> alerts(String instrument, long fromMs) {
        return announcements.alerts(0, Integer.MAX_VALUE).stream()
                .filter(raised -> raised.alert().instrument().id().equals(instrument))
                .filter(raised -> raised.alert().time().toInstant().toEpochMilli() >= fromMs)
                .toList();
    }

    private List<Candles.Line> lines(
            CandleRequest.StudyRequest request, Timeframe timeframe, List<Bar> bars, int from) {
        StudyCatalog now = studies.get();
        StudyDescription description = now.descriptions().get(request.name());
        if (description == null) {
            throw new IllegalArgumentException(
                    "no study '"
                            + request.name()
                            + "': there are "
                            + now.descriptions().keySet().stream()
                                    .collect(Collectors.joining(", ")));
        }
        StudySpec spec = description.spec(request.parameters());
        Study study =
                now.create(spec, new SeriesShape(timeframe, calendar.barsPerSession(timeframe)));
        int outputs = study.outputs().size();
        var state = new double[study.stateSize()];
        var out = new double[outputs];
        var columns = new ArrayList<List<Double>>();
        for (int o = 0; o < outputs; o++) {
            columns.add(new ArrayList<>());
        }
        for (int n = 0; n < bars.size(); n++) {
            study.commit(bars.get(n), state, 0, out, 0);
            for (int o = 0; n >= from && o < outputs; o++) {
                columns.get(o).add(out[o]);
            }
        }
        var lines = new ArrayList<Candles.Line>();
        for (int o = 0; o < outputs; o++) {
            lines.add(
                    new Candles.Line(
                            spec.toString(), spec.name(), study.outputs().get(o), columns.get(o)));
        }
        return lines;
    }
}
