package dev.shikra.host.feature;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudySpec;
import dev.shikra.host.feature.FeatureKey.BarValue;
import dev.shikra.host.feature.FeatureKey.CandidateField;
import dev.shikra.host.feature.FeatureKey.DayField;
import dev.shikra.host.feature.FeatureKey.TickField;
import dev.shikra.host.study.StudyCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which features are computed, where each lives in a row, and how a closed bar or a tick fills it.
 * A feature that nobody asked for is not computed; one that many rules read is computed once. Slots
 * are only ever appended. Owned by the engine thread.
 *
 * <p>Appending a feature while the market runs starts its study from nothing: it is {@code NaN}
 * until it has warmed up, or until {@link RowCopy} gives it what bars of the past came to.
 */
public final class FeaturePlan {
    private final StateBlocks blocks;
    private final FeatureRows rows;
    private StudyCatalog catalog;
    private final Function<Timeframe, SeriesShape> shapes;
    private final List<Timeframe> timeframes;

    private final Map<FeatureKey, Integer> slots = new LinkedHashMap<>();
    private final List<SeriesPlan> series = new ArrayList<>();
    private final int[] daySlots = unused(DayField.values().length);
    private final int[] tickSlots = unused(TickField.values().length);
    private final int[] candidateSlots = unused(CandidateField.values().length);
    private final DayState day;
    private final OperatorOrder operators;
    private final LookBacks lookBacks;
    private final Map<String, ValueSource> sources = new TreeMap<>();
    private List<Instrument> instruments = List.of();
    private @Nullable BookMeasures book;
    private boolean readsTicks;
    private boolean readsForming;
    private long studyFaults;

    /**
     * @param timeframes ascending; features can be on these
     * @param shapes what studies may know of a timeframe's series
     */
    public FeaturePlan(
            StateBlocks blocks,
            FeatureRows rows,
            StudyCatalog catalog,
            List<Timeframe> timeframes,
            Function<Timeframe, SeriesShape> shapes) {
        this.blocks = blocks;
        this.rows = rows;
        this.catalog = catalog;
        this.timeframes = List.copyOf(timeframes);
        this.shapes = shapes;
        for (int t = 0; t < timeframes.size(); t++) {
            series.add(new SeriesPlan(rows.rows()));
        }
        day = new DayState(blocks);
        operators = new OperatorOrder(rows.rows());
        lookBacks = new LookBacks(this, blocks, operators);
    }

    /**
     * Lets a stage's values be read; before the first rule is bound.
     *
     * @throws IllegalArgumentException if another stage offers a group of that name
     */
    public void offer(ValueSource source) {
        String name = source.group().name();
        if (sources.putIfAbsent(name, source) != null) {
            throw new IllegalArgumentException(
                    "two stages offer '" + name + "': give one of them another name");
        }
    }

    /** Says what the rows are; without it no study has a reference and no tick size is known. */
    public void setInstruments(List<Instrument> ofRows) {
        instruments = List.copyOf(ofRows);
    }

    static int[] unused(int n) {
        var slots = new int[n];
        java.util.Arrays.fill(slots, -1);
        return slots;
    }

    /** {@return the studies that are in use now} */
    public StudyCatalog studies() {
        return catalog;
    }

    public FeatureRows rows() {
        return rows;
    }

    /**
     * {@return where a new slice of {@code doubles} zeros begins in every instrument's state: for
     * what looks at rows and remembers}
     */
    public int allocate(int doubles) {
        return blocks.allocate(doubles);
    }

    /** {@return an instrument's state: the engine's own memory, replaced as it grows} */
    public double[] state(int row) {
        return blocks.of(row);
    }

    /** {@return what may be known of a timeframe's series} */
    public SeriesShape shape(Timeframe timeframe) {
        timeframe(timeframe);
        return shapes.apply(timeframe);
    }

    /** Tells where the instruments are that rules read beside their own; before the first rule. */
    public void refer(RowReferences references) {
        lookBacks.refer(references);
    }

    /** {@return features in slot order} */
    public List<FeatureKey> keys() {
        return List.copyOf(slots.keySet());
    }

    /** {@return calls of studies that threw: their outputs became NaN} */
    public long studyFaults() {
        return studyFaults;
    }

    /** Goes on counting from what an earlier run counted. */
    public void studyFaultsBefore(long count) {
        studyFaults = count;
    }

    /**
     * How many bars a study needs.
     *
     * @param bars closed ones of the timeframe
     * @param sessions whole ones before the current, beside the bars
     */
    public record Need(StudySpec study, Timeframe on, int bars, int sessions) {}

    /** {@return where a feature lives that has a slot; -1 if it has none} */
    int knownSlot(FeatureKey key) {
        return slots.getOrDefault(key, -1);
    }

    /** {@return the study's place on a timeframe, if it runs there} */
    @Nullable StudyPlace place(Timeframe on, StudySpec spec) {
        return series.get(timeframe(on)).find(spec);
    }

    DayState day() {
        return day;
    }

    LookBacks lookBacks() {
        return lookBacks;
    }

    /** {@return what the studies need, the most demanding last} */
    public List<Need> needs() {
        var needs = new ArrayList<Need>();
        for (int t = 0; t < timeframes.size(); t++) {
            for (StudyPlace place : series.get(t).studies) {
                needs.add(
                        new Need(
                                place.spec,
                                timeframes.get(t),
                                place.study.warmUpBars(),
                                place.study.warmUpSessions()));
            }
        }
        return needs;
    }

    /** {@return whether any feature changes with ticks, so that touched rows must be refreshed} */
    public boolean changesWithTicks() {
        return readsTicks || readsForming;
    }

    public boolean readsForming() {
        return readsForming;
    }

    /**
     * {@return the feature's slot, appended if nobody asked for it before}
     *
     * @throws IllegalArgumentException if it can't be computed here: a timeframe that the host does
     *     not build, say
     */
    public int slot(FeatureKey key) {
        Integer known = slots.get(key);
        if (known != null) {
            return known;
        }
        return switch (key) {
            case BarValue bar -> {
                SeriesPlan plan = series.get(timeframe(bar.on()));
                int slot = append(key);
                (bar.forming() ? plan.formingBarSlots : plan.barSlots)[bar.field().ordinal()] =
                        slot;
                readsForming |= bar.forming();
                yield slot;
            }
            case FeatureKey.StudyValue value -> studySlot(value);
            case FeatureKey.DayValue value -> {
                int slot = append(key);
                daySlots[value.field().ordinal()] = slot;
                yield slot;
            }
            case FeatureKey.TickValue value -> {
                int slot = append(key);
                tickSlots[value.field().ordinal()] = slot;
                readsTicks = true;
                if (value.field().ofBook() && book == null) {
                    book = new BookMeasures(blocks);
                }
                yield slot;
            }
            case FeatureKey.NamedValue value -> named(value);
            case FeatureKey.CandidateValue value -> {
                int slot = append(key);
                candidateSlots[value.field().ordinal()] = slot;
                yield slot;
            }
            case FeatureKey.Constant value -> {
                int slot = append(key);
                for (int row = 0; row < rows.rows(); row++) {
                    rows.set(row, slot, value.value());
                }
                yield slot;
            }
            case FeatureKey.LookBack lookBack -> lookBacks.slot(lookBack);
        };
    }

    private int named(FeatureKey.NamedValue value) {
        ValueSource source = sources.get(value.group());
        int index = source == null ? -1 : source.group().indexOf(value.name());
        if (source == null || index < 0) {
            throw new IllegalArgumentException(
                    "nothing here gives " + value.text() + ": there are " + sources.keySet());
        }
        int slot = append(value);
        readsTicks |= source.group().moves() == ValueGroup.Moves.AT_TICKS;
        source.read(index, slot);
        return slot;
    }

    private int studySlot(FeatureKey.StudyValue value) {
        int t = timeframe(value.on());
        SeriesPlan plan = series.get(t);
        StudyPlace place = plan.find(value.spec());
        if (place == null) {
            Study study = catalog.create(value.spec(), shapes.apply(value.on()));
            int referenceRow = study.reference().map(id -> row(value.spec(), id)).orElse(-1);
            place = new StudyPlace(value.spec(), study, blocks.allocate(study.stateSize()));
            if (referenceRow >= 0) {
                place.referenceRow = referenceRow;
                place.referenceAt = blocks.allocate(1);
                plan.refers = true;
            }
            plan.add(place);
        }
        int output = place.study.outputs().indexOf(value.output());
        if (output < 0) {
            throw new IllegalArgumentException(
                    value.spec()
                            + " has no output '"
                            + value.output()
                            + "': it has "
                            + String.join(", ", place.study.outputs()));
        }
        int slot = append(value);
        if (value.forming()) {
            plan.previews.add(place, output, slot, blocks);
            readsForming = true;
        } else {
            place.slots[output] = slot;
        }
        return slot;
    }

    /**
     * Lets studies come from other plugins from now on. One that the same code makes goes on; one
     * that other code makes begins anew, {@code NaN} until it has warmed up; one that nobody makes
     * any more stays {@code NaN}.
     *
     * @return the features that begin anew, in slot order
     */
    public List<FeatureKey> use(StudyCatalog next) {
        var anew = new ArrayList<StudyPlace>();
        for (int t = 0; t < timeframes.size(); t++) {
            for (StudyPlace place : series.get(t).studies) {
                boolean alike = catalog.makesAlike(place.spec.name(), next);
                Study before = place.study;
                Study study = made(next, place, timeframes.get(t));
                place.take(study, alike ? place.at : blocks.allocate(study.stateSize()));
                series.get(t).taken(place, before, blocks);
                if (!alike) {
                    anew.add(place);
                }
            }
        }
        catalog = next;
        var keys = new ArrayList<FeatureKey>();
        slots.forEach((key, slot) -> {
            if (key instanceof FeatureKey.StudyValue value
                    && anew.stream()
                            .anyMatch(place ->
                                    place
                                            == series.get(timeframe(value.on()))
                                                    .find(value.spec()))) {
                keys.add(key);
                for (int row = 0; row < rows.rows(); row++) {
                    rows.set(row, slot, Double.NaN);
                }
            }
        });
        return keys;
    }

    private Study made(StudyCatalog next, StudyPlace place, Timeframe on) {
        try {
            Study study = next.create(place.spec, shapes.apply(on));
            if (study.reference().map(id -> row(place.spec, id)).orElse(-1) == place.referenceRow) {
                return study;
            }
        } catch (RuntimeException | LinkageError e) {
            return new SilentStudy(place.study.outputs()); // tried before: nobody reads it any more
        }
        return new SilentStudy(place.study.outputs());
    }

    private int row(StudySpec spec, String id) {
        for (int row = 0; row < instruments.size(); row++) {
            if (instruments.get(row).id().equals(id)) {
                return row;
            }
        }
        throw new IllegalArgumentException(
                spec + " compares with " + id + ", which is no instrument of this session");
    }

    /** {@return the rows of instruments that studies compare with} */
    public Set<Integer> referenceRows() {
        var of = new TreeSet<Integer>();
        for (SeriesPlan plan : series) {
            for (StudyPlace place : plan.studies) {
                if (place.referenceRow >= 0) {
                    of.add(place.referenceRow);
                }
            }
        }
        return of;
    }

    /** {@return whether a study on the timeframe compares with another instrument} */
    public boolean refersToOthers(int timeframe) {
        return series.get(timeframe).refers;
    }

    /**
     * Notes the closes that studies compare with: before {@link #barClosed} of any instrument whose
     * bar of the timeframe closes now.
     */
    public void referenceClosed(int timeframe, int row, Bar bar) {
        for (StudyPlace place : series.get(timeframe).studies) {
            if (place.referenceRow == row) {
                blocks.of(row)[place.referenceAt] = bar.close;
            }
        }
    }

    int timeframe(Timeframe on) {
        int t = timeframes.indexOf(on);
        if (t < 0) {
            throw new IllegalArgumentException(
                    "no bars of "
                            + on
                            + " are built: add it to bars.timeframes, which is "
                            + timeframes);
        }
        return t;
    }

    int append(FeatureKey key) {
        int slot = slots.size();
        if (slot >= rows.stride()) {
            rows.grow(rows.stride() * 2);
        }
        slots.put(key, slot);
        return slot;
    }

    /**
     * Fills the features that a closed 1-minute bar gives the day. Before {@link #barClosed} of
     * that bar.
     */
    public void minuteClosed(int row, Bar bar) {
        day.minuteClosed(blocks.of(row), bar);
        for (DayField field : DAY_FIELDS) {
            int slot = daySlots[field.ordinal()];
            if (slot >= 0) {
                rows.set(row, slot, day.value(blocks.of(row), field, bar));
            }
        }
    }

    private static final DayField[] DAY_FIELDS = DayField.values();

    /** Fills the features of a closed bar: its values and the studies on it. */
    public void barClosed(int timeframe, int row, Bar bar) {
        SeriesPlan plan = series.get(timeframe);
        setBar(plan.barSlots, row, bar);
        double[] block = blocks.of(row);
        bar.tickSize = row < instruments.size() ? instruments.get(row).tickSize() : 0;
        for (StudyPlace place : plan.studies) {
            if (plan.refers) {
                bar.referenceClose = place.reference(blocks);
            }
            try {
                place.study.commit(bar, block, place.at, place.out, 0);
            } catch (RuntimeException e) {
                fault(place);
            }
            set(row, place.slots, place.out);
            plan.previews.changed(place, row, block);
        }
    }

    /** {@return whether a study on the timeframe takes trades} */
    public boolean takesTrades(int timeframe) {
        return series.get(timeframe).tradeTakers.length > 0;
    }

    /**
     * Gives a trade to the studies of a timeframe that take trades; before the bar that it belongs
     * to is previewed with it or closed.
     *
     * @param of start, end and session of that bar
     */
    public void trade(int timeframe, int row, Bar of, double price, double quantity) {
        SeriesPlan plan = series.get(timeframe);
        double[] block = blocks.of(row);
        of.tickSize = row < instruments.size() ? instruments.get(row).tickSize() : 0;
        for (StudyPlace place : plan.tradeTakers) {
            try {
                place.study.trade(of, price, quantity, block, place.at);
            } catch (RuntimeException e) {
                studyFaults++;
            }
            plan.previews.changed(place, row, block);
        }
    }

    /**
     * Takes note that an instrument's state was written, other than by this: previews read copies
     * of it.
     */
    public void restored(int row) {
        for (SeriesPlan plan : series) {
            plan.previews.restored(row, blocks.of(row));
        }
    }

    /**
     * Fills what looks back over bars; after {@link #barClosed} of all timeframes that end now.
     *
     * @param closed by timeframe the rows whose bar closed, null where no bar ends
     * @param sessionOpenMs when their session opened
     */
    public void operate(@Nullable RowSet[] closed, long sessionOpenMs) {
        operators.run(closed, sessionOpenMs, rows, blocks);
    }

    /** Fills the forming features of a timeframe. */
    public void preview(int timeframe, int row, Bar forming) {
        SeriesPlan plan = series.get(timeframe);
        setBar(plan.formingBarSlots, row, forming);
        forming.tickSize = row < instruments.size() ? instruments.get(row).tickSize() : 0;
        studyFaults += plan.previews.run(row, forming, blocks, rows);
    }

    /** {@return doubles an instrument, over all timeframes, that are kept for previews alone} */
    public int previewDoubles() {
        return series.stream().mapToInt(plan -> plan.previews.copies()).sum();
    }

    /** {@return whether anything on the timeframe is previewed} */
    public boolean previews(int timeframe) {
        return series.get(timeframe).previews();
    }

    /** Fills a value of the latest tick, if anybody reads it. */
    public void setTick(int row, TickField field, double value) {
        int slot = tickSlots[field.ordinal()];
        if (slot >= 0) {
            rows.set(row, slot, value);
        }
    }

    /**
     * Fills the measures of the order book, if anybody reads one; for each tick in a session, in
     * order.
     *
     * @param traded units that this tick traded
     */
    public void setBook(int row, Tick tick, double traded, long sessionOpenMs) {
        BookMeasures measures = book;
        if (measures == null) {
            return;
        }
        double[] block = blocks.of(row);
        measures.tick(block, tick, traded, sessionOpenMs);
        for (TickField field : TICK_FIELDS) {
            if (field.ofBook() && tickSlots[field.ordinal()] >= 0) {
                rows.set(row, tickSlots[field.ordinal()], measures.value(block, field, tick));
            }
        }
    }

    private static final TickField[] TICK_FIELDS = TickField.values();

    /** Fills a value of the signal on the desk, if anybody reads it. */
    public void setCandidate(int row, CandidateField field, double value) {
        int slot = candidateSlots[field.ordinal()];
        if (slot >= 0) {
            rows.set(row, slot, value);
        }
    }

    private void setBar(int[] barSlots, int row, Bar bar) {
        set(row, barSlots[0], bar.open);
        set(row, barSlots[1], bar.high);
        set(row, barSlots[2], bar.low);
        set(row, barSlots[3], bar.close);
        set(row, barSlots[4], bar.volume);
        if (barSlots[5] >= 0) {
            rows.set(row, barSlots[5], bar.vwap());
        }
        set(row, barSlots[6], bar.trades);
    }

    private void set(int row, int slot, double value) {
        if (slot >= 0) {
            rows.set(row, slot, value);
        }
    }

    private void set(int row, int[] outputSlots, double[] out) {
        for (int o = 0; o < outputSlots.length; o++) {
            if (outputSlots[o] >= 0) {
                rows.set(row, outputSlots[o], out[o]);
            }
        }
    }

    private void fault(StudyPlace place) {
        studyFaults++;
        java.util.Arrays.fill(place.out, Double.NaN);
    }
}
