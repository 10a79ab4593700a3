package dev.shikra.api.study;

import dev.shikra.api.market.Timeframe;

/**
 * What a study may know beforehand of the series it runs on.
 *
 * @param timeframe the bars' interval
 * @param barsPerSession most bars of this timeframe that a session can hold, {@code >= 1}
 */
public record SeriesShape(Timeframe timeframe, int barsPerSession) {
    public SeriesShape {
        if (barsPerSession < 1) {
            throw new IllegalArgumentException(
                    "bars per session " + barsPerSession + " is below 1");
        }
    }
}
