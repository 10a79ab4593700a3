package dev.shikra.host.study;

import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All studies that the installed plugins can make, by name. Immutable. */
public final class StudyCatalog {
    private final Map<String, StudyFactory> factories = new TreeMap<>();
    private final Map<String, StudyDescription> descriptions = new TreeMap<>();
    private final Function<StudyFactory, String> contentOf;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param installed in the plugins' order; where two make a study of one name the first is kept
     *     and the other named in {@link #problems}
     */
    public StudyCatalog(List<StudyFactory> installed) {
        this(installed, factory -> factory.getClass().getName());
    }

    /**
     * As {@link #StudyCatalog(List)}, told what each factory's plugin is.
     *
     * @param contentOf two factories of one content make the same studies
     */
    public StudyCatalog(List<StudyFactory> installed, Function<StudyFactory, String> contentOf) {
        this.contentOf = contentOf;
        for (StudyFactory factory : installed) {
            for (StudyDescription description : studiesOf(factory)) {
                if (factories.putIfAbsent(description.name(), factory) == null) {
                    descriptions.put(description.name(), description);
                } else {
                    problems.add(
                            "study '"
                                    + description.name()
                                    + "' of "
                                    + factory.getClass().getName()
                                    + " is left out: "
                                    + factories.get(description.name()).getClass().getName()
                                    + " has one of that name");
                }
            }
        }
    }

    /** A plugin that can't even say what it makes costs itself alone. */
    private List<StudyDescription> studiesOf(StudyFactory factory) {
        try {
            return List.copyOf(factory.studies());
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            problems.add("the studies of " + factory.getClass().getName() + " are left out: " + e);
            return List.of();
        }
    }

    /** {@return descriptions by name, in the names' order} */
    public Map<String, StudyDescription> descriptions() {
        return new LinkedHashMap<>(descriptions);
    }

    /** {@return whether a study is made by the same code here and there; the same if by neither} */
    public boolean makesAlike(String name, StudyCatalog other) {
        return contentOf(name).equals(other.contentOf(name));
    }

    private String contentOf(String name) {
        StudyFactory factory = factories.get(name);
        return factory == null ? "" : contentOf.apply(factory);
    }

    /** {@return what was left out and why} */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * @throws IllegalArgumentException if no plugin makes it, or its parameters don't go together
     */
    public Study create(StudySpec spec, SeriesShape series) {
        StudyFactory factory = factories.get(spec.name());
        if (factory == null) {
            throw new IllegalArgumentException(
                    "no installed plugin makes the study '"
                            + spec.name()
                            + "'; there are "
                            + String.join(", ", factories.keySet()));
        }
        return factory.create(spec, series);
    }
}
