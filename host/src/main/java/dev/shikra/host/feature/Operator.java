package dev.shikra.host.feature;

/**
 * Looks back over what other features were at earlier bars; its memory is a slice of the
 * instrument's block.
 */
sealed interface Operator permits AgoOperator, CrossesOperator {
    /** Takes the features of a bar that just closed, and fills its own slot. */
    void commit(int row, FeatureRows rows, double[] block);
}
