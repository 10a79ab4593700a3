package dev.shikra.host.feature;

/**
 * A pure function of numbers, computed in Java on every closed bar. Two are equal if their texts
 * are. Allocates nothing while it computes; safe from any thread, with a frame for each.
 */
public interface Formula {
    /** {@return canonical text; operands are {@code $0}, {@code $1} and so on} */
    String text();

    /** {@return doubles that a frame needs: the operands first, then what it works with} */
    int frameSize();

    /**
     * {@return the value; true is 1 and false 0}
     *
     * @param frame operands from 0 on; the rest is overwritten
     */
    double apply(double[] frame);
}
