package dev.shikra.host.rule;

import dev.shikra.api.market.Instrument;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which instruments a rule looks at: what all conditions that are given have in common. The price
 * range is not asked here: the kernel guards it, since prices move. Liquidity is asked when a
 * session begins.
 *
 * @param segments of the instrument master; empty: all
 * @param symbols symbol or {@code EXCHANGE:SYMBOL}; empty: all
 * @param members symbols of the lists and sectors that the rule names; absent: all
 * @param derivatives whether instruments without futures or options of their own are left out
 * @param lowestPrice in the quote currency, inclusive
 * @param highestPrice in the quote currency, inclusive; Infinity: none
 * @param liquidity absent: any
 */
public record Universe(
        Set<String> segments,
        Set<String> symbols,
        Optional<Set<String>> members,
        Derivatives derivatives,
        double lowestPrice,
        double highestPrice,
        Optional<Liquidity> liquidity) {
    /** All instruments at any price. */
    public static final Universe ALL =
            new Universe(
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    Derivatives.ANY,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    Optional.empty());

    /** {@return the instruments of some segments and symbols, at any price; an empty set: all} */
    public static Universe of(Set<String> segments, Set<String> symbols) {
        return new Universe(
                segments,
                symbols,
                Optional.empty(),
                Derivatives.ANY,
                ALL.lowestPrice(),
                ALL.highestPrice(),
                Optional.empty());
    }

    /** What is asked of an instrument's futures and options. */
    public enum Derivatives {
        ANY,
        /** The session's instruments hold some of it, or it is one. */
        REQUIRED
    }

    /**
     * How much of an instrument has to trade.
     *
     * @param least mean a session, in the quote currency or in units
     * @param days sessions the mean is of, {@code >= 1}
     */
    public record Liquidity(double least, int days, Of of) {
        /** What is counted. */
        public enum Of {
            VALUE,
            VOLUME
        }
    }

    public Universe {
        segments = Collections.unmodifiableSet(new TreeSet<>(segments));
        symbols = Collections.unmodifiableSet(new TreeSet<>(symbols));
        members = members.map(m -> Collections.unmodifiableSet(new TreeSet<>(m)));
    }

    /** {@return whether the price is looked at} */
    public boolean bySomePrice() {
        return lowestPrice > Double.NEGATIVE_INFINITY || highestPrice < Double.POSITIVE_INFINITY;
    }

    /** {@return places of the instruments that it covers, at any price and liquidity} */
    public BitSet covered(List<Instrument> instruments) {
        var underlyings = new HashSet<String>();
        for (Instrument instrument : instruments) {
            Instrument.Contract contract = instrument.contract();
            if (contract != null) {
                underlyings.add(contract.underlying());
            }
        }
        var covered = new BitSet(instruments.size());
        for (int row = 0; row < instruments.size(); row++) {
            Instrument instrument = instruments.get(row);
            covered.set(
                    row,
                    named(instrument)
                            && (derivatives == Derivatives.ANY
                                    || instrument.contract() != null
                                    || underlyings.contains(instrument.symbol())));
        }
        return covered;
    }

    /**
     * {@return what keeps the rule from an instrument, in words; none if it covers it}
     *
     * @param row the instrument's place
     */
    public List<String> against(List<Instrument> instruments, int row) {
        Instrument one = instruments.get(row);
        var against = new ArrayList<String>();
        if (!segments.isEmpty() && !segments.contains(one.segment())) {
            against.add(
                    "its segment is "
                            + one.segment()
                            + ", the rule's are "
                            + String.join(", ", segments));
        }
        if (!symbols.isEmpty() && !symbols.contains(one.symbol()) && !symbols.contains(one.id())) {
            against.add(one.id() + " is not among the rule's symbols");
        }
        if (members.isPresent() && !listed(one, members.get())) {
            against.add(one.id() + " is not in the lists or sectors that the rule names");
        }
        if (against.isEmpty() && !covered(instruments).get(row)) {
            against.add("the session has no futures or options of " + one.symbol());
        }
        return against;
    }

    private static boolean listed(Instrument instrument, Set<String> members) {
        Instrument.Contract contract = instrument.contract();
        return members.contains(instrument.symbol())
                || members.contains(instrument.id())
                || contract != null && members.contains(contract.underlying());
    }

    /** An option or future belongs to a list if its underlying does. */
    private boolean named(Instrument instrument) {
        return (segments.isEmpty() || segments.contains(instrument.segment()))
                && (symbols.isEmpty()
                        || symbols.contains(instrument.symbol())
                        || symbols.contains(instrument.id()))
                && (members.isEmpty() || listed(instrument, members.get()));
    }
}
