package dev.shikra.host.desk;

/** A filter rule that is bound to the feature rows and ready to judge. Engine thread only. */
public interface FilterRun {
    /** Where on the desk a filter stands; they are asked in this order. */
    enum Stage {
        VALIDATE,
        QUALIFY,
        RETAIL
    }

    /** What a filter says of a signal. */
    sealed interface Verdict {
        /** Nothing against it. */
        record Pass() implements Verdict {}

        /** No alert, and why. */
        record Reject(String reason) implements Verdict {}

        /** Its confidence is multiplied. */
        record Scale(double factor) implements Verdict {}

        /** The real clock stopped the run: the filter is as if it did not exist. */
        record Voided() implements Verdict {}

        /** The run failed by itself or gave nonsense: the filter is as if it did not exist. */
        record Failed(String reason) implements Verdict {}
    }

    String id();

    String version();

    Stage stage();

    /** Judges the signal whose values stand in the candidate features of {@code row}. */
    Verdict judge(int row);
}
