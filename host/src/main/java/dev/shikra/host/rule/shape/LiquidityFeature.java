package dev.shikra.host.rule.shape;

import dev.shikra.api.market.Timeframe;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureKey.BarField;
import dev.shikra.host.feature.FeatureKey.Over;
import dev.shikra.host.feature.Formula;
import dev.shikra.host.rule.Universe.Liquidity;
import java.util.List;

/** The feature by which a universe's liquidity is judged: a mean over the last sessions' bars. */
final class LiquidityFeature {
    /** Price times units. */
    private record Value() implements Formula {
        @Override
        public String text() {
            return "return ($0*$1);";
        }

        @Override
        public int frameSize() {
            return 2;
        }

        @Override
        public double apply(double[] frame) {
            return frame[0] * frame[1];
        }
    }

    private LiquidityFeature() {}

    static FeatureKey of(Liquidity liquidity) {
        FeatureKey volume = new FeatureKey.BarValue(Timeframe.DAY, BarField.VOLUME, false);
        FeatureKey price = new FeatureKey.BarValue(Timeframe.DAY, BarField.VWAP, false);
        FeatureKey of =
                liquidity.of() == Liquidity.Of.VOLUME
                        ? volume
                        : new FeatureKey.Computed(
                                new Value(), List.of(price, volume), Timeframe.DAY);
        return new FeatureKey.Rolling(of, liquidity.days(), Over.MEAN, Timeframe.DAY);
    }
}
