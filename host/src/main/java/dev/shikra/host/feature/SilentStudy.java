package dev.shikra.host.feature;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.Study;
import java.util.Arrays;
import java.util.List;

/** Stands where a study's plugin is gone: its outputs are {@code NaN}. */
record SilentStudy(List<String> outputs) implements Study {
    SilentStudy {
        outputs = List.copyOf(outputs);
    }

    @Override
    public int warmUpBars() {
        return 1;
    }

    @Override
    public int stateSize() {
        return 0;
    }

    @Override
    public void commit(Bar bar, double[] state, int at, double[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + outputs.size(), Double.NaN);
    }

    @Override
    public void preview(Bar forming, double[] state, int at, double[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + outputs.size(), Double.NaN);
    }
}
