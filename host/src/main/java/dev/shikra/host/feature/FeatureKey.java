package dev.shikra.host.feature;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.StudySpec;

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

    /** What {@code of} was {@code bars} closed bars of {@code on} ago; 0 is now. */
    record Ago(FeatureKey of, int bars, Timeframe on) implements FeatureKey {
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
    record Crosses(FeatureKey a, FeatureKey b, boolean above, Timeframe on) implements FeatureKey {
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

    /** A number written where a feature may stand: {@code crossesAbove(study.rsi(), 70)}. */
    record Constant(double value) implements FeatureKey {
        @Override
        public String text() {
            return Double.toString(value);
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
        /** Close of the session before; NaN in the first. */
        PREVIOUS_CLOSE("previousClose"),
        /** Minutes since the session opened, of the bar's end. */
        MINUTES("minutes");

        private final String text;

        DayField(String text) {
            this.text = text;
        }

        public String text() {
            return text;
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
