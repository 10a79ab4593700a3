package dev.shikra.host.rule.kernel;

import dev.shikra.host.feature.FeatureRows;

/** What a {@link Kernel} runs: the rule in bytecode, or as JavaScript. One thread. */
interface KernelBody {
    /**
     * Looks at the first {@code n} rows of its list and leaves the matches in the context's memory.
     *
     * @param near whether to count near misses too
     * @return number of matches, {@link Kernel#VOID} if the rule gave nonsense
     * @throws RuntimeException what the run failed with, {@link KernelStopped} among them
     */
    int run(int n, boolean near);

    /** {@return near misses of the last run that counted them} */
    int nearMisses();

    /** {@return code of the {@link KernelFault} of a run that gave nonsense} */
    int faultCode();

    /** {@return the row at which it did} */
    int faultRow();

    /** Reads the rows' present memory from now on. */
    void rebind(FeatureRows rows);

    /** {@return how it is run} */
    KernelForm form();
}
