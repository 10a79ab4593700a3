package dev.shikra.bench;

/** Something that is measured under one name. */
public interface Benchmark {
    /** {@return the name on the command line and in results, for example {@code engine}} */
    String name();

    /** {@return what it measures, in a line for people} */
    String description();

    /** {@return whether it runs when everything is asked for; what takes very long does not} */
    default boolean isPartOfAll() {
        return true;
    }

    /**
     * Measures, and gives each figure to {@code results} as soon as it is known.
     *
     * @throws Exception if it can't be measured: a benchmark of nothing must fail, not give a
     *     figure
     */
    void run(Options options, Results results) throws Exception;
}
