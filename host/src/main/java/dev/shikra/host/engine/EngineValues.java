package dev.shikra.host.engine;

import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.option.ChainField;
import dev.shikra.host.option.OptionField;
import java.util.List;

/**
 * What the engine's stages offer to rules by name. A stage adds its group here, so that rules may
 * name its values, and gives itself to {@link dev.shikra.host.feature.FeaturePlan#offer} when the
 * engine is made.
 */
public final class EngineValues {
    /** All groups. */
    public static final List<ValueGroup> GROUPS =
            List.of(
                    SessionValues.SESSION,
                    SessionValues.TIME,
                    MarketValues.MARKET,
                    OptionField.GROUP,
                    ChainField.GROUP);

    private EngineValues() {}
}
