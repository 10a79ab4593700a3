package dev.shikra.plugins.greeks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
    private static final int OPTIONS = 2_000;

    @ParameterizedTest
    @ValueSource(classes = {BlackScholesMertonModel.class, Black76Model.class})
    void pricingAndSolvingAllocateNothing(Class<? extends PricingModel> type) throws Exception {
        PricingModel model = type.getConstructor().newInstance();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        RandomMarket market = new RandomMarket("pricingAndSolvingAllocateNothing");
        OptionValues values = new OptionValues();
        long bytes = 0;
        for (int i = 0; i < OPTIONS; i++) {
            market.draw(4);
            solve(model, market, values); // classes are loaded by now
            long before = threads.getCurrentThreadAllocatedBytes();
            solve(model, market, values);
            bytes += threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(bytes).isZero();
    }

    private static void solve(PricingModel model, RandomMarket market, OptionValues values) {
        model.value(
                market.kind,
                market.underlying,
                market.strike,
                market.years,
                market.rate,
                market.yield,
                market.volatility,
                values);
        model.impliedVolatility(
                market.kind,
                market.underlying,
                market.strike,
                market.years,
                market.rate,
                market.yield,
                values.price,
                values);
    }
}
