package dev.shikra.host.feature;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * What a feature is. Equal keys are one slot, however many rules read it; its text is canonical and
 * stable, so it names the slot in snapshots and messages.
 */
public sealed interface FeatureKey {
    /**
     * {@return canonical text, for example {@code
     * 5m:study.ema(length=21,source=close,seed=sma).value}}
     */
    String text();

    /** A value of the last closed bar, or of the forming one. */
    record BarValue(Timeframe on, BarField field, boolean forming) implements FeatureKey {
        @Override
        public String text() {
            return on + (forming ? ":forming.bar." : ":bar.") + field.text();
        }
    }

    /** An output of a study as of the last closed bar, or previewed on the forming one. */
    record StudyValue(Timeframe on, StudySpec spec, String output, boolean forming)
            implements FeatureKey {
        @Override
        public String text() {
            return on + (forming ? ":forming.study." : ":study.") + spec + "." + output;
        }
    }

    /** Of the session so far, as of the last closed 1-minute bar. */
    record DayValue(DayField field) implements FeatureKey {
        @Override
        public String text() {
            return "day." + field.text();
        }
    }

    /** Of the latest tick. */
    record TickValue(TickField field) implements FeatureKey {
        @Override
        public String text() {
            return "tick." + field.text();
        }
    }

    /** Made of other features once their bars have closed, most with a memory of earlier bars. */
    sealed interface LookBack extends FeatureKey {}

    /** What {@code of} was {@code bars} closed bars of {@code on} ago; 0 is now. */
    record Ago(FeatureKey of, int bars, Timeframe on) implements LookBack {
        public Ago {
            if (bars < 1 || bars > 5000) {
                throw new IllegalArgumentException(
                        "ago(" + bars + "): bars ago is a whole number from 1 to 5000");
            }
        }

        @Override
        public String text() {
            return on + ":ago(" + of.text() + "," + bars + ")";
        }
    }

    /**
     * 1 where {@code a} is above (or below) {@code b} now and was not one closed bar of {@code on}
     * ago; else 0.
     */
    record Crosses(FeatureKey a, FeatureKey b, boolean above, Timeframe on) implements LookBack {
        @Override
        public String text() {
            return on
                    + (above ? ":crossesAbove(" : ":crossesBelow(")
                    + a.text()
                    + ","
                    + b.text()
                    + ")";
        }
    }

    /**
     * The last values of a feature, newest first, each in a slot of its own. This key's slot tells
     * whether all are known: 1, or {@code NaN}; the values lie in the slots after it.
     *
     * @param bars 1 to 250
     */
    record Window(FeatureKey of, int bars, Timeframe on) implements LookBack {
        /** Most bars in a window: each is a slot of every row. */
        public static final int MOST = 250;

        public Window {
            if (bars < 1 || bars > MOST) {
                throw new IllegalArgumentException(
                        "window(" + bars + "): a window has 1 to " + MOST + " bars");
            }
        }

        @Override
        public String text() {
            return on + ":window(" + of.text() + "," + bars + ")";
        }
    }

    /** A value of a window: {@code place} bars before the newest. */
    record WindowElement(Window window, int place) implements LookBack {
        @Override
        public String text() {
            return window.text() + "[" + place + "]";
        }
    }

    /**
     * Over the last closed bars of {@code on}, the newest included; {@code NaN} while one of them
     * is not known.
     *
     * @param bars 1 to 5000
     */
    record Rolling(FeatureKey of, int bars, Over over, Timeframe on) implements LookBack {
        public Rolling {
            if (bars < 1 || bars > 5000) {
                throw new IllegalArgumentException(over.text() + "(" + bars + "): 1 to 5000 bars");
            }
        }

        @Override
        public String text() {
            return on + ":" + over.text() + "(" + of.text() + "," + bars + ")";
        }
    }

    /** What {@link Rolling} gives. */
    enum Over {
        HIGHEST,
        LOWEST,
        MEAN;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** 1 where each of the last {@code bars} bars was above (or below) the one before it. */
    record Run(FeatureKey of, int bars, boolean rising, Timeframe on) implements LookBack {
        public Run {
            if (bars < 1 || bars > 5000) {
                throw new IllegalArgumentException(
                        (rising ? "rising(" : "falling(") + bars + "): 1 to 5000 bars");
            }
        }

        @Override
        public String text() {
            return on + (rising ? ":rising(" : ":falling(") + of.text() + "," + bars + ")";
        }
    }

    /**
     * A formula of other features, {@code NaN} while one of them is.
     *
     * @param of operands in the formula's order
     */
    record Computed(Formula formula, List<FeatureKey> of, Timeframe on) implements LookBack {
        public Computed {
            of = List.copyOf(of);
        }

        @Override
        public String text() {
            return on + ":of(" + formula.text() + "|" + texts(of) + ")";
        }
    }

    /** Closed bars of {@code on} since a condition was true, 0 now; {@code NaN} if it never was. */
    record BarsSince(FeatureKey condition, Timeframe on) implements LookBack {
        @Override
        public String text() {
            return on + ":barsSince(" + condition.text() + ")";
        }
    }

    /** 1 where a condition was true at one of the last {@code bars} bars, the newest included. */
    record Within(FeatureKey condition, int bars, Timeframe on) implements LookBack {
        public Within {
            if (bars < 1 || bars > 5000) {
                throw new IllegalArgumentException("within(" + bars + "): 1 to 5000 bars");
            }
        }

        @Override
        public String text() {
            return on + ":within(" + condition.text() + "," + bars + ")";
        }
    }

    /**
     * 1 at the bar at which the last of several conditions comes true, each one to {@code bars}
     * bars after the one before; else 0.
     */
    record Sequence(List<FeatureKey> conditions, int bars, Timeframe on) implements LookBack {
        public Sequence {
            conditions = List.copyOf(conditions);
            if (conditions.size() < 2 || bars < 1 || bars > 5000) {
                throw new IllegalArgumentException(
                        "sequence: at least two conditions within 1 to 5000 bars");
            }
        }

        @Override
        public String text() {
            return on + ":sequence(" + bars + "," + texts(conditions) + ")";
        }
    }

    /**
     * A number that a formula carries from bar to bar.
     *
     * @param start before the first bar
     * @param next of the number so far and {@code of}
     */
    record Accumulated(
            double start, Formula next, List<FeatureKey> of, Restart restart, Timeframe on)
            implements LookBack {
        public Accumulated {
            of = List.copyOf(of);
        }

        @Override
        public String text() {
            return on
                    + ":accumulated("
                    + start
                    + ","
                    + restart
                    + ","
                    + next.text()
                    + "|"
                    + texts(of)
                    + ")";
        }
    }

    /** When an accumulated number begins anew. */
    enum Restart {
        NEVER,
        SESSION
    }

    /**
     * What a feature is of another instrument, as of the last closed minute.
     *
     * @param instrument {@code index}, {@code underlying}, or an id, {@code NSE:RELIANCE}
     */
    record Other(String instrument, FeatureKey of) implements LookBack {
        @Override
        public String text() {
            return "of(" + instrument + ")" + of.text();
        }
    }

    private static String texts(List<FeatureKey> keys) {
        return String.join(",", keys.stream().map(FeatureKey::text).toList());
    }

    /** A number written where a feature may stand: {@code crossesAbove(study.rsi(), 70)}. */
    record Constant(double value) implements FeatureKey {
        @Override
        public String text() {
            return Double.toString(value);
        }
    }

    /**
     * A value that a stage offers under a name.
     *
     * @param group the {@link ValueGroup}'s name
     * @param name the value's
     */
    record NamedValue(String group, String name) implements FeatureKey {
        @Override
        public String text() {
            return group + "." + name;
        }
    }

    /** Of the signal on the desk; filter rules alone read it. */
    record CandidateValue(CandidateField field) implements FeatureKey {
        @Override
        public String text() {
            return "candidate." + field.text();
        }
    }

    /** Values of a bar. */
    enum BarField {
        OPEN,
        HIGH,
        LOW,
        CLOSE,
        VOLUME,
        VWAP,
        TRADES;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Values of the session so far. */
    enum DayField {
        OPEN("open"),
        HIGH("high"),
        LOW("low"),
        VOLUME("volume"),
        /** Of the last closed minute. */
        CLOSE("close"),
        /** Close of the session before; NaN in the first. */
        PREVIOUS_CLOSE("previousClose"),
        /** Minutes since the session opened, of the bar's end. */
        MINUTES("minutes"),
        /** Percent from the close of the session before. */
        CHANGE("change"),
        /** Percent from the close of the session before to the open. */
        GAP("gap"),
        PREVIOUS_OPEN("previousOpen"),
        PREVIOUS_HIGH("previousHigh"),
        PREVIOUS_LOW("previousLow"),
        PREVIOUS_VOLUME("previousVolume");

        private final String text;

        DayField(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        /** {@return whether it stands for the session once that has opened} */
        public boolean fixed() {
            return switch (this) {
                case OPEN,
                        GAP,
                        PREVIOUS_CLOSE,
                        PREVIOUS_OPEN,
                        PREVIOUS_HIGH,
                        PREVIOUS_LOW,
                        PREVIOUS_VOLUME ->
                        true;
                case HIGH, LOW, VOLUME, CLOSE, MINUTES, CHANGE -> false;
            };
        }
    }

    /** Values of the latest tick. */
    enum TickField {
        PRICE("price"),
        /** Units traded by this tick; 0 for a quote. */
        QUANTITY("quantity"),
        BID("bid"),
        ASK("ask"),
        OPEN_INTEREST("openInterest"),
        /** This and those below: {@code BookMeasures}. */
        SPREAD("spread"),
        IMBALANCE("imbalance"),
        MICROPRICE("microprice"),
        ORDER_FLOW("orderFlow"),
        VOLUME_DELTA("volumeDelta");

        private final String text;

        /** {@return whether it is computed from the order book} */
        public boolean ofBook() {
            return ordinal() >= SPREAD.ordinal();
        }

        TickField(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Values of the signal on the desk. */
    enum CandidateField {
        CONFIDENCE("confidence"),
        PRICE("price"),
        STOP("stop"),
        TARGET("target"),
        /** 1 long, -1 short, 0 neutral. */
        DIRECTION("direction"),
        /** Event seconds since the last alert of the same rule and instrument; Infinity if none. */
        SINCE_LAST_ALERT("sinceLastAlert");

        private final String text;

        CandidateField(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
