package dev.shikra.host.option;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.option.PricingModel;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.feature.RowSet;
import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.feature.ValueSource;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine's stage for options. It remembers every quote; it prices only once a rule reads one of
 * its values, and writes only the values that are read.
 *
 * <p>A tick of an underlying or of a future prices the strikes around the money anew, a tick of an
 * option that option, at the end of the frame; each whole chain follows once a cadence, chains in
 * turn; when a minute closes all is priced as of the minute's end, before rules see it. Owned by
 * the engine thread; allocates nothing per tick.
 */
public final class OptionStage {
    private static final int STATE_VERSION = 2;

    private final OptionSettings settings;
    private final FeatureRows rows;
    private final ChainIndex index;
    private final Quotes quotes;
    private final Forwards forwards;
    private final Pricing pricing;
    private final Aggregates aggregates;
    private final TermStructure terms;
    private final Smile smile;
    private final OptionRows optionRows;
    private final Chain[] chains;
    private final Underlying[] underlyings;
    private final long[] turns;
    private final RowSet dirtyChains;
    private final RowSet dirtyOptions;
    private final Slots optionSlots = new Slots(OptionField.GROUP);
    private final Slots chainSlots = new Slots(ChainField.GROUP);

    /**
     * @param instruments of the session; what has a chain is found among them
     * @param rows where values are written
     */
    public OptionStage(
            List<Instrument> instruments,
            SessionCalendar calendar,
            OptionSettings settings,
            PricingModel model,
            FeatureRows rows) {
        this.settings = settings;
        this.rows = rows;
        index = new ChainIndex(instruments, calendar, settings);
        chains = index.chains.toArray(new Chain[0]);
        underlyings = index.underlyings.toArray(new Underlying[0]);
        quotes = new Quotes(settings, index.tickSizes);
        forwards = new Forwards(settings, quotes);
        pricing = new Pricing(model, settings, index, quotes);
        aggregates = new Aggregates(settings, quotes, pricing);
        terms = new TermStructure(settings);
        smile = new Smile(pricing);
        optionRows = new OptionRows(index, quotes, pricing);
        turns = new long[chains.length];
        dirtyChains = new RowSet(chains.length);
        dirtyOptions = new RowSet(index.options);
    }

    /** {@return the groups of values that rules may read} */
    public List<ValueSource> sources() {
        return List.of(optionSlots, chainSlots);
    }

    /** {@return the values that are computed whether a rule reads them or not} */
    public List<FeatureKey> computed() {
        var keys = new ArrayList<FeatureKey>();
        if (settings.compute() == OptionSettings.Compute.ALL && chains.length > 0) {
            for (ValueSource source : sources()) {
                for (ValueGroup.Value value : source.group().values()) {
                    keys.add(new FeatureKey.NamedValue(source.group().name(), value.name()));
                }
            }
        }
        return keys;
    }

    /** {@return chains found among the instruments} */
    public int chains() {
        return chains.length;
    }

    /** {@return calls of the pricing model that threw} */
    public long modelFailures() {
        return pricing.failures();
    }

    /**
     * {@return how an option stands as of when it was priced last; NO_CONTRACT of anything else}
     */
    public OptionStatus status(int row) {
        int q = index.placeOf[row];
        return q >= 0 && q < index.options ? pricing.status(q) : OptionStatus.NO_CONTRACT;
    }

    private boolean reading() {
        return optionSlots.used > 0 || chainSlots.used > 0;
    }

    /** Takes a tick that is news. */
    public void tick(Tick tick, int row, long eventMs, double increment) {
        int q = index.placeOf[row];
        if (q < 0) {
            return;
        }
        quotes.take(q, tick, eventMs, increment);
        if (reading()) {
            changed(q);
            if (q < index.options) {
                double traded = tick.kind == Tick.Kind.BAR ? tick.volume : increment;
                straddleTraded(q, traded, eventMs);
            }
        }
    }

    /** Takes note of a tick whose price is no price. */
    public void badPrice(int row) {
        int q = index.placeOf[row];
        if (q >= 0) {
            quotes.bad(q);
            if (reading()) {
                changed(q);
            }
        }
    }

    private void changed(int q) {
        if (q >= index.options) {
            int u = index.underlyingOf[q];
            for (int c = 0; u >= 0 && c < chains.length; c++) {
                if (chains[c].underlying == underlyings[u]) {
                    dirtyChains.add(c);
                }
            }
            return;
        }
        int c = index.chainOf[q];
        if (c < 0) {
            return;
        }
        dirtyOptions.add(q);
        Chain chain = chains[c];
        int away = Math.abs(index.strikeOf[q] - chain.atm);
        boolean moves = chain.source == ForwardSource.FUTURE ? away == 0 : away <= Forwards.AROUND;
        if (chain.atm < 0 || moves) {
            dirtyChains.add(c);
        }
    }

    private void straddleTraded(int q, double quantity, long nowMs) {
        int c = index.chainOf[q];
        if (c < 0 || !(quantity > 0) || index.strikeOf[q] != chains[c].atm) {
            return;
        }
        Chain chain = chains[c];
        int call = chain.calls[chain.atm];
        int put = chain.puts[chain.atm];
        if (call < 0 || put < 0) {
            return;
        }
        double straddle = quotes.price(call, nowMs) + quotes.price(put, nowMs);
        if (straddle > 0) {
            chain.straddleVolume += quantity;
            chain.straddleTurnover += quantity * straddle;
        }
    }

    /**
     * A frame has been taken: what its ticks moved is priced anew, and chains whose turn it is.
     *
     * @param nowMs engine time
     */
    public void frameEnds(long nowMs) {
        if (!reading()) {
            return;
        }
        for (int c = 0; c < chains.length; c++) {
            long turn =
                    Math.floorDiv(
                            nowMs + c * settings.cadenceMs() / chains.length, settings.cadenceMs());
            if (turn != turns[c]) {
                turns[c] = turn;
                dirtyChains.remove(c);
                whole(c, nowMs);
            }
        }
        for (int c = dirtyChains.next(0); c >= 0; c = dirtyChains.next(c + 1)) {
            nearTheMoney(c, nowMs);
        }
        for (int q = dirtyOptions.next(0); q >= 0; q = dirtyOptions.next(q + 1)) {
            Chain chain = chains[index.chainOf[q]];
            pricing.price(q, chain, nowMs);
            writeOption(q, chain, nowMs);
        }
        dirtyChains.clear();
        dirtyOptions.clear();
    }

    private void nearTheMoney(int c, long nowMs) {
        Chain chain = chains[c];
        forwards.update(chain, nowMs);
        int from = Math.max(0, chain.atm - settings.nearStrikes());
        int until =
                chain.atm < 0
                        ? -1
                        : Math.min(chain.strikes.length - 1, chain.atm + settings.nearStrikes());
        for (int k = from; k <= until; k++) {
            priceNear(chain.calls[k], chain, nowMs);
            priceNear(chain.puts[k], chain, nowMs);
        }
        aggregates.fast(chain, nowMs);
        for (int k = from; k <= until; k++) {
            writeChainRow(chain.calls[k], chain, ChainField.FAST);
            writeChainRow(chain.puts[k], chain, ChainField.FAST);
        }
        writeOthers(chain, nowMs, ChainField.FAST);
    }

    private void priceNear(int q, Chain chain, long nowMs) {
        if (q >= 0) {
            pricing.price(q, chain, nowMs);
            writeOption(q, chain, nowMs);
            dirtyOptions.remove(q);
        }
    }

    /** All options of a chain, and what the chain says. */
    private void whole(int c, long nowMs) {
        Chain chain = chains[c];
        priceWhole(chain, nowMs);
        chain.pricedMs = nowMs;
        writeOptions(chain, nowMs);
        if (chainSlots.used > 0) {
            aggregates.all(chain, nowMs);
            writeChain(chain, nowMs);
        }
    }

    private void priceWhole(Chain chain, long nowMs) {
        forwards.update(chain, nowMs);
        for (int k = 0; k < chain.strikes.length; k++) {
            if (chain.calls[k] >= 0) {
                pricing.price(chain.calls[k], chain, nowMs);
                dirtyOptions.remove(chain.calls[k]);
            }
            if (chain.puts[k] >= 0) {
                pricing.price(chain.puts[k], chain, nowMs);
                dirtyOptions.remove(chain.puts[k]);
            }
        }
        aggregates.fast(chain, nowMs);
    }

    /**
     * A minute has closed: everything is priced as of its end.
     *
     * @param endMs the minute's end, epoch ms
     */
    public void minuteEnds(long endMs) {
        if (!reading()) {
            return;
        }
        for (int c = 0; c < chains.length; c++) {
            whole(c, endMs);
        }
        if (chainSlots.used > 0) {
            boolean fits = chainSlots.usesAny(ChainField.SMILE_LEVEL, ChainField.SMILE_ERROR);
            boolean rates = chainSlots.usesAny(ChainField.IMPLIED_RATE, ChainField.IMPLIED_RATE);
            for (Chain chain : chains) {
                if (chain.expired(endMs)) {
                    continue;
                }
                if (fits) {
                    smile.fit(chain);
                }
                if (rates) {
                    chain.set(
                            ChainField.IMPLIED_RATE,
                            smile.impliedRate(chain.spot, chain.forward, chain.years));
                }
            }
            for (Underlying underlying : underlyings) {
                terms.fill(underlying, endMs);
            }
            for (Chain chain : chains) {
                writeChain(chain, endMs);
            }
        }
        dirtyChains.clear();
        dirtyOptions.clear();
    }

    /**
     * A session is over: its open interest and volatility become the past.
     *
     * @return what volatility was last known of each underlying; empty if none was
     */
    public List<PastVolatility> sessionEnds(LocalDate session) {
        quotes.sessionEnds();
        var ended = new ArrayList<PastVolatility>();
        for (Underlying underlying : underlyings) {
            if (!Double.isNaN(underlying.iv30)) {
                underlying.past.put(session.toEpochDay(), underlying.iv30);
                ended.add(new PastVolatility(underlying.name, session, underlying.iv30));
                underlying.iv30 = Double.NaN;
            }
        }
        for (Chain chain : chains) {
            chain.sessionBegins();
        }
        return ended;
    }

    /** {@return whether a volatility is of an underlying here and of a session not known} */
    public boolean lacks(PastVolatility each) {
        for (Underlying underlying : underlyings) {
            if (underlying.name.equals(each.underlying())) {
                return !underlying.past.knows(each.session().toEpochDay());
            }
        }
        return false;
    }

    /** Takes what was known before the journal began; of other underlyings it is passed over. */
    public void history(List<PastVolatility> all) {
        for (PastVolatility each : all) {
            for (Underlying underlying : underlyings) {
                if (underlying.name.equals(each.underlying())) {
                    underlying.past.put(each.session().toEpochDay(), each.iv30());
                }
            }
        }
    }

    private void writeOptions(Chain chain, long nowMs) {
        for (int k = 0; k < chain.strikes.length; k++) {
            if (chain.calls[k] >= 0) {
                writeOption(chain.calls[k], chain, nowMs);
            }
            if (chain.puts[k] >= 0) {
                writeOption(chain.puts[k], chain, nowMs);
            }
        }
    }

    private void writeOption(int q, Chain chain, long nowMs) {
        int row = index.rowOf[q];
        for (int i = 0; i < optionSlots.used; i++) {
            rows.set(
                    row,
                    optionSlots.slots[i],
                    optionRows.value(OptionField.ALL[optionSlots.fields[i]], q, chain, nowMs));
        }
    }

    /** Everything that the chain says, to everything that reads this chain. */
    private void writeChain(Chain chain, long nowMs) {
        for (int k = 0; k < chain.strikes.length; k++) {
            writeChainRow(chain.calls[k], chain, ChainField.ALL.length);
            writeChainRow(chain.puts[k], chain, ChainField.ALL.length);
        }
        writeOthers(chain, nowMs, ChainField.ALL.length);
    }

    /** To futures and underlying, where this chain is theirs. */
    private void writeOthers(Chain chain, long nowMs, int fields) {
        Underlying underlying = chain.underlying;
        int front = underlying.front(nowMs);
        Chain nearest = underlying.chains[front < 0 ? underlying.chains.length - 1 : front];
        if (chain == nearest && underlying.spot >= 0) {
            writeChainRow(underlying.spot, chain, fields);
        }
        for (int future : underlying.futures) {
            if (future == chain.future || (chain == nearest && !hasChain(underlying, future))) {
                writeChainRow(future, chain, fields);
            }
        }
    }

    private static boolean hasChain(Underlying underlying, int future) {
        for (Chain chain : underlying.chains) {
            if (chain.future == future) {
                return true;
            }
        }
        return false;
    }

    private void writeChainRow(int q, Chain chain, int fields) {
        if (q < 0) {
            return;
        }
        int row = index.rowOf[q];
        for (int i = 0; i < chainSlots.used; i++) {
            int field = chainSlots.fields[i];
            if (field < fields) {
                rows.set(row, chainSlots.slots[i], chain.values[field]);
            }
        }
    }

    /** Which values of a group are read, and into which slots they go. */
    private final class Slots implements ValueSource {
        private final ValueGroup group;
        private final int[] fields;
        private final int[] slots;
        private int used;

        Slots(ValueGroup group) {
            this.group = group;
            fields = new int[group.values().size()];
            slots = new int[group.values().size()];
        }

        @Override
        public ValueGroup group() {
            return group;
        }

        boolean usesAny(ChainField from, ChainField to) {
            for (int i = 0; i < used; i++) {
                if (fields[i] >= from.ordinal() && fields[i] <= to.ordinal()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void read(int value, int slot) {
            fields[used] = value;
            slots[used] = slot;
            used++;
            java.util.Arrays.fill(turns, Long.MIN_VALUE); // priced with the next frame
            if (group == OptionField.GROUP) {
                for (int q = 0; q < index.options; q++) {
                    rows.set(index.rowOf[q], slot, optionRows.unpriced(OptionField.ALL[value], q));
                }
            }
        }
    }

    /** Writes what is remembered; the same state gives the same bytes. */
    public void write(StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(index.rowOf.length);
        out.putInt(chains.length);
        quotes.write(out);
        pricing.write(out);
        for (Chain chain : chains) {
            chain.write(out);
        }
        for (Underlying underlying : underlyings) {
            underlying.write(out);
        }
        out.putLongs(turns);
    }

    /**
     * Takes what {@link #write} wrote.
     *
     * @throws StateReader.StateException if it is of other chains
     */
    public void read(StateReader in) {
        int version = in.getInt();
        int places = in.getInt();
        int count = in.getInt();
        if (version != STATE_VERSION || places != index.rowOf.length || count != chains.length) {
            throw new StateReader.StateException(
                    "the state has "
                            + count
                            + " chains of version "
                            + version
                            + "; here are "
                            + chains.length
                            + " of version "
                            + STATE_VERSION);
        }
        quotes.read(in);
        pricing.read(in);
        for (Chain chain : chains) {
            chain.read(in);
        }
        for (Underlying underlying : underlyings) {
            underlying.read(in);
        }
        long[] known = in.getLongs();
        System.arraycopy(known, 0, turns, 0, turns.length);
    }
}
