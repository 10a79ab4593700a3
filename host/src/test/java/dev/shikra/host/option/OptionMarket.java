package dev.shikra.host.option;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Contract;
import dev.shikra.api.market.Instrument.Kind;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.source.TickFrame;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.EngineOutput;
import dev.shikra.host.engine.OptionPricing;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.study.StudyCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine over an index, its futures and options, fed by hand. All values are read. */
final class OptionMarket {
    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    /** A Tuesday. */
    static final LocalDate EXPIRY = LocalDate.of(2025, 12, 9);

    static final int INDEX = 0;

    final List<Instrument> instruments;
    final Engine engine;
    final TickFrame.Writer writer = new TickFrame.Writer();
    private long seq;
    private long second;

    OptionMarket(List<Instrument> instruments, OptionSettings settings, PricingModel model) {
        this.instruments = List.copyOf(instruments);
        engine =
                new Engine(
                        new Engine.Parts(
                                instruments,
                                List.of(new TickFrame.Decoder(instruments.size())),
                                calendar(),
                                List.of(Timeframe.M1, Timeframe.M5),
                                timeframe -> 375 / timeframe.minutes() + 1,
                                new StudyCatalog(List.of()),
                                Optional.of(new OptionPricing(settings, model)),
                                new NoRules(),
                                new NoOutput()));
    }

    static SessionCalendar calendar() {
        try {
            return SessionCalendar.load(Path.of("../config/calendars/nse.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long ms(LocalDate date, String time) {
        return date.atTime(LocalTime.parse(time)).atZone(INDIA).toInstant().toEpochMilli();
    }

    static Instrument index() {
        return new Instrument(1, "NIFTY 50", "NSE", "INDICES", Kind.INDEX, 0, 0, false, null);
    }

    static Instrument future(LocalDate expiry) {
        return new Instrument(
                2,
                "NIFTY" + expiry + "FUT",
                "NFO",
                "NFO-FUT",
                Kind.FUTURE,
                0.1,
                75,
                true,
                new Contract("NIFTY", expiry, 0));
    }

    static Instrument option(LocalDate expiry, double strike, Kind kind) {
        return new Instrument(
                3,
                "NIFTY" + expiry + (int) strike + (kind == Kind.CALL ? "CE" : "PE"),
                "NFO",
                "NFO-OPT",
                kind,
                0.05,
                75,
                true,
                new Contract("NIFTY", expiry, strike));
    }

    /** Index, then calls and puts from the lowest strike. */
    static List<Instrument> chain(LocalDate expiry, double lowest, double step, int strikes) {
        var list = new ArrayList<Instrument>();
        list.add(index());
        for (int i = 0; i < strikes; i++) {
            list.add(option(expiry, lowest + i * step, Kind.CALL));
            list.add(option(expiry, lowest + i * step, Kind.PUT));
        }
        return list;
    }

    OptionMarket readAll() {
        for (OptionField field : OptionField.values()) {
            slot("option", field.text());
        }
        for (ChainField field : ChainField.values()) {
            slot("chain", field.text());
        }
        return this;
    }

    int slot(String group, String name) {
        return engine.features().slot(new FeatureKey.NamedValue(group, name));
    }

    double option(int row, OptionField field) {
        return engine.features().rows().get(row, slot("option", field.text()));
    }

    double chain(int row, ChainField field) {
        return engine.features().rows().get(row, slot("chain", field.text()));
    }

    OptionStatus status(int row) {
        return OptionStatus.values()[(int) option(row, OptionField.STATUS)];
    }

    int row(double strike, Kind kind) {
        for (int row = 0; row < instruments.size(); row++) {
            Contract contract = instruments.get(row).contract();
            if (instruments.get(row).kind() == kind
                    && contract != null
                    && contract.strike() == strike) {
                return row;
            }
        }
        throw new IllegalArgumentException(kind + " " + strike);
    }

    int row(LocalDate expiry, double strike, Kind kind) {
        for (int row = 0; row < instruments.size(); row++) {
            if (instruments.get(row).kind() == kind
                    && new Contract("NIFTY", expiry, strike)
                            .equals(instruments.get(row).contract())) {
                return row;
            }
        }
        throw new IllegalArgumentException(kind + " " + strike + " of " + expiry);
    }

    void frame(long receiptMs) {
        clock(receiptMs / 1000);
        var record = new JournalRecord();
        record.seq = ++seq;
        record.timeMs = receiptMs;
        record.kind = RecordKind.FRAME;
        record.bytes = writer.bytes();
        record.length = writer.length();
        engine.record(record);
        writer.clear();
    }

    void clock(long toSecond) {
        if (second > 0 && toSecond > second) {
            var record = new JournalRecord();
            record.seq = ++seq;
            record.kind = RecordKind.CLOCK;
            record.firstSecond = second + 1;
            record.lastSecond = toSecond;
            record.timeMs = toSecond * 1000;
            engine.record(record);
        }
        second = Math.max(second, toSecond);
    }

    /** An index price, in the frame that is being written. */
    void spot(long ms, double price) {
        writer.snapshot(INDEX, ms, price);
    }

    /** A quote of half a spread around a price, in the frame that is being written. */
    void quote(int row, long ms, double price, double halfSpread, double interest) {
        writer.quote(row, ms, price, price - halfSpread, 75, price + halfSpread, 75, interest);
    }

    /** Quotes of every option at Black's price for a volatility. */
    void quoteAll(long ms, double forward, double years, double rate, double sigma) {
        for (int row = 0; row < instruments.size(); row++) {
            Contract contract = instruments.get(row).contract();
            if (contract != null && contract.strike() > 0) {
                int sign = instruments.get(row).kind() == Kind.CALL ? 1 : -1;
                double price =
                        SlowBlack76.price(sign, forward, contract.strike(), years, rate, sigma);
                quote(row, ms, price, Math.min(0.025, price / 2), 750.0 * (row + 1));
            }
        }
    }

    byte[] state() {
        var out = new StateWriter();
        engine.write(out);
        return out.toBytes();
    }

    /** Makes this what {@code other} is; both must read the same. */
    void restore(OptionMarket other) {
        engine.read(new StateReader(other.state()), other.seq);
        seq = other.seq;
        second = other.second;
    }

    private static final class NoRules implements RuleBinder {
        @Override
        public Bound bind(String file, String content, FeaturePlan features) {
            throw new IllegalArgumentException("no rules here");
        }

        @Override
        public void memoryMoved(FeaturePlan features) {}
    }

    private static final class NoOutput implements EngineOutput {
        @Override
        public void signal(Alert signal) {}

        @Override
        public void rejected(Alert signal, String filter, String reason) {}

        @Override
        public void alert(Alert alert, long causeSeq) {}

        @Override
        public void voided(String file, long atSeq, int run) {}

        @Override
        public void struck(String file, int strikes, boolean quarantined, String reason) {}

        @Override
        public void refused(String file, String reason) {}

        @Override
        public void delivery(byte[] bytes, int at, int length) {}

        @Override
        public void write(StateWriter out) {}
    }

    /** The usual settings with some changed. */
    static OptionSettings settings(
            OptionSettings.Price price, OptionSettings.Time time, int near, long cadenceMs) {
        OptionSettings usual = OptionSettings.USUAL;
        return new OptionSettings(
                usual.model(),
                price,
                usual.maxAgeMs(),
                usual.maxSpread(),
                usual.maxSpreadTicks(),
                time,
                usual.tradingMinutesPerYear(),
                usual.expiryMinute(),
                usual.rate(),
                near,
                cadenceMs,
                2,
                usual.parityTolerance(),
                OptionSettings.Compute.READ,
                Map.copyOf(usual.underlyings()));
    }
}
