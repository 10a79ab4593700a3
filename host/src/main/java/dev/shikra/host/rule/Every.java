package dev.shikra.host.rule;

import dev.shikra.api.market.Timeframe;
import java.util.ArrayList;
import java.util.List;

/** When a rule is evaluated. */
public sealed interface Every {
    /** On each tick of the instrument. */
    record Tick() implements Every {
        /** Studies and bars of a tick rule are of one minute unless it says otherwise. */
        @Override
        public Timeframe timeframe() {
            return Timeframe.M1;
        }

        @Override
        public String toString() {
            return "tick";
        }
    }

    /** When a bar of {@code timeframe} closes. */
    record Bar(Timeframe timeframe) implements Every {
        @Override
        public String toString() {
            return timeframe.toString();
        }
    }

    /** {@return the timeframe of inputs that name none} */
    Timeframe timeframe();

    /** {@return what {@code every} may say: {@code tick} and the timeframes} */
    static List<String> names() {
        var names = new ArrayList<String>();
        names.add("tick");
        names.addAll(Timeframe.NAMES);
        return names;
    }
}
