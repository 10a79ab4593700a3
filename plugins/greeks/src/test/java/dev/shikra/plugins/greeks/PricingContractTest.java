package dev.shikra.plugins.greeks;

import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.PricingModelContract;
import org.junit.jupiter.api.Nested;

class PricingContractTest {
    @Nested
    class OnSpot extends PricingModelContract {
        @Override
        protected PricingModel model() {
            return new BlackScholesMertonModel();
        }
    }

    @Nested
    class OnFutures extends PricingModelContract {
        @Override
        protected PricingModel model() {
            return new Black76Model();
        }
    }

    @Nested
    class American extends PricingModelContract {
        private final PricingModel model = new AmericanModel().withSteps(151);

        @Override
        protected PricingModel model() {
            return model;
        }

        @Override
        protected int options() {
            return 100;
        }
    }
}
