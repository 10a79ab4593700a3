package dev.shikra.host;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.signal.Alert;
import dev.shikra.host.control.BarHistory;
import dev.shikra.host.delivery.Deliveries;
import dev.shikra.host.delivery.DeliveryRecord;
import dev.shikra.host.delivery.PendingDelivery;
import dev.shikra.host.delivery.RouteChange;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.EngineOutput;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.RowView;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.option.PastVolatility;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says goes here, and from here to where it belongs: files and listeners by way of
 * the projection, notifiers by way of delivery, voids to the journal. Remembers which deliveries
 * have no outcome yet. The engine thread's; it never blocks.
 */
final class EngineOutputs implements EngineOutput {
    private static final int HISTORIES_SAID = 5;

    /** An alert and the notifiers that have not answered for it. */
    private record Pending(Alert alert, long cause, Set<String> notifiers) {}

    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private final List<Instrument> instruments;

    /** Where alerts go: as the journal last said, or else as it was at the start. */
    private List<String> notifierIds;

    private final Projection projection;
    private final ScannerListener listener;
    private final ScannerProbe probe;
    private final BarHistory history;
    private final Optional<KeptBars> kept;
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private volatile @Nullable RouteChange expected;
    private Consumer<List<PastVolatility>> volatilities = ofSession -> {};
    private @Nullable Deliveries deliveries;
    private @Nullable FeaturePlan features;
    private @Nullable RowView view;
    private LongSupplier seq = () -> 0;
    private @Nullable ToLongFunction<byte[]> voids;
    private volatile long lastVoidTicket;

    /** What the engine refused, by rule file; replaced, never changed. */
    private volatile Map<String, String> refusals = Map.of();

    private boolean rulesChanged = true;
    private RuleBook book = new RuleBook();
    private boolean sessionBegan;

    private int historiesRefused;

    EngineOutputs(
            List<Instrument> instruments,
            List<String> notifierIds,
            Projection projection,
            BarHistory history,
            Optional<KeptBars> kept,
            ScannerListener listener,
            ScannerProbe probe) {
        this.instruments = List.copyOf(instruments);
        for (int row = 0; row < instruments.size(); row++) {
            rows.put(instruments.get(row).id(), row);
        }
        this.notifierIds = List.copyOf(notifierIds);
        this.projection = projection;
        this.history = history;
        this.kept = kept;
        this.listener = listener;
        this.probe = probe;
    }

    /**
     * The past has been caught up with: from now on alerts leave. Sends again what has no outcome.
     *
     * @param voidRecords takes a void record's payload to the journal and gives a ticket to wait
     *     for it
     */
    void live(Deliveries to, ToLongFunction<byte[]> voidRecords) {
        deliveries = to;
        voids = voidRecords;
        var again = new ArrayList<PendingDelivery>();
        for (Pending each : pending.values()) {
            for (String notifier : each.notifiers) {
                again.add(new PendingDelivery(each.alert, notifier, each.cause));
            }
        }
        to.resend(again);
    }

    /** Lets what sessions leave of volatility go to {@code to}, on the engine thread. */
    void keepVolatilities(Consumer<List<PastVolatility>> to) {
        volatilities = to;
    }

    @Override
    public void volatilities(List<PastVolatility> ofSession) {
        volatilities.accept(ofSession);
    }

    /** From now on signals and failures are counted there. */
    void count(RuleBook in) {
        book = in;
    }

    /** {@return ids of the notifiers that alerts go to by the journal; before it is live} */
    List<String> notifierIds() {
        return notifierIds;
    }

    /** Takes a change that the next {@link #routes} record puts in use. One at a time. */
    void expect(RouteChange change) {
        expected = change;
    }

    @Override
    public void routes(byte[] bytes, int at, int length) {
        notifierIds = RoutesRecord.decode(bytes, at, length);
        Deliveries to = deliveries;
        RouteChange change = expected;
        if (to != null && change != null && change.ids().equals(notifierIds)) {
            expected = null;
            to.change(change);
        }
    }

    /** From now on the engine's rows are shown, and files are shared up to what is durable. */
    void show(Engine engine, RowView rows) {
        seq = engine::seq;
        features = engine.features();
        view = rows;
    }

    @Override
    public void minuteClosed(long endMs) {
        RowView to = view;
        FeaturePlan plan = features;
        if (to != null && plan != null) {
            to.minuteClosed(plan, endMs);
        }
    }

    /** Hands over bars that are kept for the next journal; before a snapshot, and at the end. */
    void keepBars() {
        kept.ifPresent(bars -> projection.keep(bars, bars.take()));
    }

    /** {@return the ticket of the last void record: an alert depends on all voids before it} */
    long lastVoidTicket() {
        return lastVoidTicket;
    }

    /** {@return why the engine could not activate a rule's newest version, by file} */
    Map<String, String> refusals() {
        return refusals;
    }

    /** {@return whether a rule's state changed since this was asked last; engine thread} */
    boolean takeRulesChanged() {
        boolean changed = rulesChanged;
        rulesChanged = false;
        return changed;
    }

    /** {@return whether a session began since this was asked last; engine thread} */
    boolean takeSessionBegan() {
        boolean began = sessionBegan;
        sessionBegan = false;
        return began;
    }

    @Override
    public void barClosed(int timeframe, int row, Bar bar) {
        history.add(row, timeframe, bar);
        if (timeframe == 0 && kept.isPresent()) {
            kept.get().closed(row, bar);
        }
    }

    @Override
    public void sessionBegan() {
        rulesChanged = true;
        sessionBegan = true;
    }

    @Override
    public void signal(Alert signal) {
        book.fired(signal.rule(), signal.time().toInstant().toEpochMilli());
        projection.signal(signal, seq.getAsLong());
    }

    @Override
    public void rejected(Alert signal, String filter, String reason) {
        projection.rejected(signal, filter, reason);
    }

    @Override
    public void alert(Alert alert, long causeSeq) {
        projection.alert(alert, causeSeq);
        if (notifierIds.isEmpty()) {
            return;
        }
        pending.put(alert.id(), new Pending(alert, causeSeq, new LinkedHashSet<>(notifierIds)));
        Deliveries to = deliveries;
        if (to != null) {
            probe.alert(alert);
            to.hand(alert, causeSeq);
        }
    }

    @Override
    public void delivery(byte[] bytes, int at, int length) {
        DeliveryRecord outcome = DeliveryRecord.decode(bytes, at, length);
        Pending each = pending.get(outcome.alertId());
        if (each != null) {
            each.notifiers.remove(outcome.notifierId());
            if (each.notifiers.isEmpty()) {
                pending.remove(outcome.alertId());
            }
        }
    }

    @Override
    public void voided(String file, long seq, int run) {
        ToLongFunction<byte[]> to = voids;
        if (to != null) {
            lastVoidTicket = to.applyAsLong(new VoidRecord(file, seq, run).encode());
        }
    }

    @Override
    public void struck(String file, int strikes, boolean quarantined, String reason) {
        book.failed(file);
        rulesChanged = true;
        listener.notice(
                "rule "
                        + file
                        + ": a run was discarded ("
                        + reason
                        + "), strike "
                        + strikes
                        + (quarantined
                                ? ": it rests until the next session or until it is edited"
                                : ""));
    }

    @Override
    public void refused(String file, String reason) {
        rulesChanged = true;
        var all = new LinkedHashMap<>(refusals);
        all.put(file, reason);
        refusals = Map.copyOf(all);
        listener.notice("rule " + file + " was refused: " + reason + "; what ran before goes on");
    }

    @Override
    public void tookOver(String file, int inputs) {
        rulesChanged = true;
        if (deliveries != null && inputs > 0) {
            listener.notice(
                    "rule "
                            + file
                            + ": "
                            + inputs
                            + (inputs == 1 ? " new input has" : " new inputs have")
                            + " warmed from kept bars; this version runs");
        }
    }

    @Override
    public void stateLost(String file, String what) {
        if (deliveries != null) {
            listener.notice("rule " + file + ": " + what);
        }
    }

    @Override
    public void joined(int row, long fromMs, int bars, String refused) {
        if (deliveries != null && !refused.isEmpty() && historiesRefused++ < HISTORIES_SAID) {
            listener.notice(
                    "history of " + instruments.get(row).id() + " was not joined: " + refused);
        }
    }

    /** Writes where alerts go, and the deliveries without an outcome. */
    @Override
    public void write(StateWriter out) {
        out.putInt(notifierIds.size());
        notifierIds.forEach(out::putString);
        out.putInt(pending.size());
        for (Pending each : pending.values()) {
            AlertCodec.write(out, each.alert, rows.getOrDefault(each.alert.instrument().id(), 0));
            out.putLong(each.cause);
            out.putInt(each.notifiers.size());
            each.notifiers.forEach(out::putString);
        }
    }

    /** Nothing is pending: the journal is read from its beginning. */
    void clear() {
        pending.clear();
    }

    /** Takes what {@link #write} wrote. */
    void read(StateReader in) {
        pending.clear();
        var ids = new ArrayList<String>();
        for (int n = in.getInt(); n > 0; n--) {
            ids.add(in.getString());
        }
        notifierIds = List.copyOf(ids);
        for (int n = in.getInt(); n > 0; n--) {
            Alert alert = AlertCodec.read(in, instruments);
            long cause = in.getLong();
            var notifiers = new LinkedHashSet<String>();
            for (int k = in.getInt(); k > 0; k--) {
                notifiers.add(in.getString());
            }
            if (!notifiers.isEmpty()) {
                pending.put(alert.id(), new Pending(alert, cause, notifiers));
            }
        }
    }
}
