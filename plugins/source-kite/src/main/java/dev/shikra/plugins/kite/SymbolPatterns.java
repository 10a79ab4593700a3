package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Chooses instruments by {@code EXCHANGE:SYMBOL}, where {@code *} stands for any characters: {@code
 * NSE:RELIANCE}, {@code NFO:NIFTY*CE}, {@code *}. Immutable.
 */
final class SymbolPatterns {
    private final Set<String> exact = new HashSet<>();
    private final List<Pattern> patterns = new ArrayList<>();

    SymbolPatterns(List<String> texts) {
        for (String text : texts) {
            if (text.contains("*")) {
                patterns.add(Pattern.compile("\\Q" + text.replace("*", "\\E.*\\Q") + "\\E"));
            } else {
                exact.add(text);
            }
        }
    }

    boolean matches(Instrument instrument) {
        String id = instrument.id();
        return exact.contains(id)
                || patterns.stream().anyMatch(pattern -> pattern.matcher(id).matches());
    }

    /** {@return names without a {@code *} that none of the instruments has} */
    List<String> unmatched(List<Instrument> instruments) {
        Set<String> left = new HashSet<>(exact);
        instruments.forEach(instrument -> left.remove(instrument.id()));
        return left.stream().sorted().toList();
    }
}
