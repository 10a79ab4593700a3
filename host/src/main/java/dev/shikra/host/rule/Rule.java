package dev.shikra.host.rule;

import dev.shikra.host.feature.FeatureKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checked rule. Immutable; safe from any thread. */
public sealed interface Rule {
    /** {@return lower-case words joined by hyphens, unique among the loaded rules} */
    String id();

    /** {@return its name for people} */
    String name();

    /** {@return 16 hexadecimal digits: hash of source, libraries and effective params} */
    String version();

    /** {@return what it was made of} */
    RuleSource source();

    /** {@return declared inputs, then the hidden one that the price guard reads} */
    List<Input> inputs();

    /** {@return conditions in the author's order} */
    List<Clause> clauses();

    /** {@return how the clauses are joined} */
    Condition.Group when();

    /** {@return effective params by name} */
    Map<String, Double> parameters();

    /**
     * Finds.
     *
     * @param every when it is evaluated
     * @param universe where
     * @param fires how often it fires while it stays true
     * @param priceInput index of the input that the universe's price range guards, if it has one
     * @param liquidityInput index of the input that the universe's liquidity guards, if it has one
     * @param then what it gives
     */
    record Pattern(
            String id,
            String name,
            String version,
            RuleSource source,
            Every every,
            Universe universe,
            Fires fires,
            Map<String, Double> parameters,
            List<Input> inputs,
            Optional<Integer> priceInput,
            Optional<Integer> liquidityInput,
            List<Clause> clauses,
            Condition.Group when,
            Outcome then)
            implements Rule {
        public Pattern {
            parameters = ordered(parameters);
            inputs = List.copyOf(inputs);
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * Judges.
     *
     * @param stage where on the desk
     * @param verdict what it says when all clauses are true
     */
    record Filter(
            String id,
            String name,
            String version,
            RuleSource source,
            Stage stage,
            Map<String, Double> parameters,
            List<Input> inputs,
            List<Clause> clauses,
            Condition.Group when,
            Verdict verdict)
            implements Rule {
        public Filter {
            parameters = ordered(parameters);
            inputs = List.copyOf(inputs);
            clauses = List.copyOf(clauses);
        }
    }

    /** {@return the features to be computed for it, in the order of its inputs} */
    default List<FeatureKey> features() {
        return inputs().stream().map(Input::key).distinct().toList();
    }

    private static Map<String, Double> ordered(Map<String, Double> parameters) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
