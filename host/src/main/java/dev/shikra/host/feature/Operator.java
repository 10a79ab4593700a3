package dev.shikra.host.feature;

/**
 * Looks back over what other features were at earlier bars; its memory is a slice of the
 * instrument's block, all zero to begin with.
 */
interface Operator {
    /**
     * Takes the features of a bar that just closed, and fills its own slots.
     *
     * @param sessionOpenMs when the bar's session opened
     */
    void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs);
}
