package dev.shikra.host.engine;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * {@code tally}: bars closed, the sum of their closes, and the turnover of all trades so far; its
 * previews read two of four doubles.
 */
final class TallyStudies implements StudyFactory {
    static final StudyDescription TALLY =
            new StudyDescription(
                    "tally", "Counts.", List.of(), List.of("bars", "closes", "turnover"));

    private static final int BARS = 0;
    private static final int CLOSES = 1;
    private static final int TURNOVER = 2;

    @Override
    public List<StudyDescription> studies() {
        return List.of(TALLY);
    }

    @Override
    public Study create(StudySpec spec, SeriesShape series) {
        return new Study() {
            @Override
            public List<String> outputs() {
                return TALLY.outputs();
            }

            @Override
            public int warmUpBars() {
                return 1;
            }

            @Override
            public int stateSize() {
                return 9;
            }

            @Override
            public int previewSize() {
                return 3;
            }

            @Override
            public boolean takesTrades() {
                return true;
            }

            @Override
            public void trade(Bar of, double price, double quantity, double[] state, int at) {
                if (!(of.startMs < of.endMs && of.sessionOpenMs <= of.startMs)) {
                    throw new IllegalArgumentException("a trade of no bar");
                }
                state[at + TURNOVER] += price * quantity;
            }

            @Override
            public void commit(Bar bar, double[] state, int at, double[] out, int outAt) {
                state[at + BARS]++;
                state[at + CLOSES] += bar.close;
                System.arraycopy(state, at, out, outAt, 3);
            }

            @Override
            public void preview(Bar forming, double[] state, int at, double[] out, int outAt) {
                out[outAt] = state[at + BARS] + 1;
                out[outAt + 1] = state[at + CLOSES] + forming.close;
                out[outAt + 2] = state[at + TURNOVER];
            }
        };
    }
}
