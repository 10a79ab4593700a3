package dev.shikra.host.engine;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import dev.shikra.host.option.OptionSettings;

/**
 * How an engine prices options.
 *
 * @param model the one that the settings name
 */
public record OptionPricing(OptionSettings settings, PricingModel model) {
    /** No model: forwards, interest and maximum pain are known, volatilities and Greeks are not. */
    public static final OptionPricing NONE =
            new OptionPricing(
                    OptionSettings.USUAL.with(OptionSettings.Compute.READ), new NoModel());

    private static final class NoModel implements PricingModel {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public ValuationStatus value(
                OptionKind kind,
                double underlying,
                double strike,
                double years,
                double rate,
                double yield,
                double volatility,
                OptionValues out) {
            out.clear();
            return ValuationStatus.OUT_OF_RANGE;
        }

        @Override
        public ImpliedVolatilityStatus impliedVolatility(
                OptionKind kind,
                double underlying,
                double strike,
                double years,
                double rate,
                double yield,
                double price,
                OptionValues out) {
            out.clear();
            return ImpliedVolatilityStatus.NO_INFORMATION;
        }
    }
}
