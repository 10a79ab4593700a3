package dev.shikra.host.rule;

import dev.shikra.api.market.Instrument;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which instruments a rule looks at. The price range is not asked here: the kernel guards it, since
 * prices move.
 *
 * @param segments of the instrument master; empty: all
 * @param symbols symbol or {@code EXCHANGE:SYMBOL}; empty: all
 * @param lowestPrice in the quote currency, inclusive
 * @param highestPrice in the quote currency, inclusive; Infinity: none
 */
public record Universe(
        Set<String> segments, Set<String> symbols, double lowestPrice, double highestPrice)
        implements Predicate<Instrument> {
    /** All instruments at any price. */
    public static final Universe ALL =
            new Universe(Set.of(), Set.of(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Universe {
        segments = java.util.Collections.unmodifiableSet(new TreeSet<>(segments));
        symbols = java.util.Collections.unmodifiableSet(new TreeSet<>(symbols));
    }

    /** {@return whether the price is looked at} */
    public boolean bySomePrice() {
        return lowestPrice > Double.NEGATIVE_INFINITY || highestPrice < Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean test(Instrument instrument) {
        return (segments.isEmpty() || segments.contains(instrument.segment()))
                && (symbols.isEmpty()
                        || symbols.contains(instrument.symbol())
                        || symbols.contains(instrument.id()));
    }
}
