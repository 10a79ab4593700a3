package dev.shikra.host.pattern;

import dev.shikra.api.pattern.PatternDescription;
import dev.shikra.api.pattern.PatternDetector;
import dev.shikra.api.pattern.PatternFactory;
import dev.shikra.api.pattern.PatternSpec;
import dev.shikra.api.study.SeriesShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All pattern detectors that the installed plugins can make, by name. Immutable. */
public final class PatternCatalog {
    /** No detectors. */
    public static final PatternCatalog EMPTY = new PatternCatalog(List.of());

    private final Map<String, PatternFactory> factories = new TreeMap<>();
    private final Map<String, PatternDescription> descriptions = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * @param installed in the plugins' order; where two make a detector of one name the first is
     *     kept and the other named in {@link #problems}
     */
    public PatternCatalog(List<PatternFactory> installed) {
        for (PatternFactory factory : installed) {
            for (PatternDescription description : factory.patterns()) {
                PatternFactory before = factories.putIfAbsent(description.name(), factory);
                if (before == null) {
                    descriptions.put(description.name(), description);
                } else {
                    problems.add(
                            "detector '"
                                    + description.name()
                                    + "' of "
                                    + factory.getClass().getName()
                                    + " is left out: "
                                    + before.getClass().getName()
                                    + " has one of that name");
                }
            }
        }
    }

    /** {@return descriptions by name, in the names' order} */
    public Map<String, PatternDescription> descriptions() {
        return new LinkedHashMap<>(descriptions);
    }

    /** {@return what was left out and why} */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * {@return what is known of a detector}
     *
     * @throws IllegalArgumentException if no plugin brings it
     */
    public PatternDescription description(String name) {
        PatternDescription description = descriptions.get(name);
        if (description == null) {
            throw unknown(name);
        }
        return description;
    }

    /**
     * @throws IllegalArgumentException if no plugin makes it, or its parameters don't go together
     */
    public PatternDetector create(PatternSpec spec, SeriesShape series) {
        PatternFactory factory = factories.get(spec.name());
        if (factory == null) {
            throw unknown(spec.name());
        }
        return factory.create(spec, series);
    }

    private IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "no installed plugin brings the detector '"
                        + name
                        + "'; there are: "
                        + String.join(", ", descriptions.keySet()));
    }
}
