package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.List;
import java.util.Optional;

/**
 * Strength relative to another instrument, usually an index. {@code value}: percent change of the
 * close over the last {@code length} bars less that of the reference, in percentage points; {@code
 * ratio}: close over the reference's close. The reference's close is that of its last bar that
 * closed with this one or before, of the same timeframe; on a forming bar it is the last closed
 * one's. {@code NaN} while it is not known; a bar that comes without is not taken. Prices of 0 and
 * below give {@code NaN}. Warm-up {@code length + 1} bars.
 */
final class StrengthAgainst extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("value", "ratio");

    private static final int OLDEST = Ring.HEAD;
    private static final int OLDEST_REFERENCE = OLDEST + 1;
    private static final int HEAD = OLDEST_REFERENCE + 1;
    private static final int REFERENCES_HELD = HEAD;
    private static final int CLOSES = REFERENCES_HELD + Ring.HEAD;

    private final int length;
    private final String against;
    private final int references;

    StrengthAgainst(StudySpec spec) {
        super(
                OUTPUTS,
                spec.whole("length") + 1,
                HEAD,
                CLOSES + 2 * Ring.body(spec.whole("length")));
        length = spec.whole("length");
        against = spec.text("against");
        references = CLOSES + Ring.body(length);
        if (!against.matches("[^:]+:[^:]+")) {
            throw new IllegalArgumentException(
                    "relstrength against="
                            + against
                            + ": against is an instrument such as NSE:NIFTY 50");
        }
    }

    @Override
    public Optional<String> reference() {
        return Optional.of(against);
    }

    @Override
    boolean accepts(Bar bar) {
        return usable(bar.close)
                && bar.close > 0
                && usable(bar.referenceClose)
                && bar.referenceClose > 0;
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        out[outAt] = Double.NaN;
        if (Ring.full(state, at, length)) {
            double own = bar.close / state[at + OLDEST] - 1;
            double theirs = bar.referenceClose / state[at + OLDEST_REFERENCE] - 1;
            out[outAt] = 100 * (own - theirs);
        }
        out[outAt + 1] = bar.close / bar.referenceClose;
        if (keep) {
            state[at + OLDEST] = Ring.push(state, at, at + CLOSES, length, bar.close);
            state[at + OLDEST_REFERENCE] =
                    Ring.push(
                            state,
                            at + REFERENCES_HELD,
                            at + references,
                            length,
                            bar.referenceClose);
        }
    }
}
