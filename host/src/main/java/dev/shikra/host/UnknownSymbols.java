package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.host.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds what rules name in their universe and the session does not have: a share that was renamed
 * or left the exchange would else be missed in silence.
 */
final class UnknownSymbols {
    private static final int MOST_SAID = 12;

    private UnknownSymbols() {}

    /** {@return a sentence for each set of unknown names, for people; none if all are known} */
    static List<String> notices(Collection<Rule> rules, List<Instrument> instruments) {
        Set<String> known = new HashSet<>();
        for (Instrument each : instruments) {
            known.add(each.symbol());
            known.add(each.id());
            Instrument.Contract contract = each.contract();
            if (contract != null) {
                known.add(contract.underlying());
            }
        }
        Map<Set<String>, Set<String>> byUnknown = new java.util.LinkedHashMap<>();
        Map<Set<String>, Integer> named = new java.util.HashMap<>();
        for (Rule rule : rules) {
            if (!(rule instanceof Rule.Pattern pattern)) {
                continue;
            }
            var names = new TreeSet<>(pattern.universe().symbols());
            pattern.universe().members().ifPresent(names::addAll);
            int all = names.size();
            names.removeAll(known);
            if (!names.isEmpty()) {
                byUnknown.computeIfAbsent(names, n -> new TreeSet<>()).add(rule.id());
                named.merge(names, all, Math::max);
            }
        }
        var notices = new TreeMap<String, String>();
        byUnknown.forEach((names, ids) -> {
            var some = new ArrayList<>(names).subList(0, Math.min(MOST_SAID, names.size()));
            notices.put(
                    String.join(", ", ids),
                    (ids.size() == 1 ? "rule " : "rules ")
                            + String.join(", ", ids)
                            + ": of "
                            + named.getOrDefault(names, names.size())
                            + " instruments that the universe names, "
                            + names.size()
                            + (names.size() == 1 ? " is" : " are")
                            + " not in this session: "
                            + String.join(", ", some)
                            + (names.size() > MOST_SAID
                                    ? " and " + (names.size() - MOST_SAID) + " more"
                                    : "")
                            + "; a symbol that was renamed or delisted is corrected in the rule or in config/universes");
        });
        return List.copyOf(notices.values());
    }
}
