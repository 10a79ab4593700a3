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
import java.util.function.Function;

/** All pattern detectors that the installed plugins can make, by name. Immutable. */
public final class PatternCatalog {
    /** No detectors. */
    public static final PatternCatalog EMPTY = new PatternCatalog(List.of());

    private final Map<String, PatternFactory> factories = new TreeMap<>();
    private final Map<String, PatternDescription> descriptions = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Function<PatternFactory, String> contentOf;

    /**
     * @param installed in the plugins' order; where two make a detector of one name the first is
     *     kept and the other named in {@link #problems}
     */
    public PatternCatalog(List<PatternFactory> installed) {
        this(installed, factory -> factory.getClass().getName());
    }

    /**
     * As {@link #PatternCatalog(List)}, told what each factory's plugin is.
     *
     * @param contentOf two factories of one content make the same detectors
     */
    public PatternCatalog(
            List<PatternFactory> installed, Function<PatternFactory, String> contentOf) {
        this.contentOf = contentOf;
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

    /** {@return names the code that makes a detector; empty if none does} */
    public String contentOf(String name) {
        PatternFactory factory = factories.get(name);
        return factory == null ? "" : contentOf.apply(factory);
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
