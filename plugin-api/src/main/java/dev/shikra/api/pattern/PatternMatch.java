package dev.shikra.api.pattern;

import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a detector says of a match: a struct that the host clears, a {@link PatternDetector} fills
 * and the host reads at once. Engine thread.
 */
public final class PatternMatch {
    /** Which way it points. */
    public Direction direction = Direction.NEUTRAL;

    /** 0 to 1. */
    public double confidence = 0.5;

    /** Price at which the idea is wrong, quote currency; {@code NaN}: none is given. */
    public double stop = Double.NaN;

    /** Price aimed at, quote currency; {@code NaN}: none is given. */
    public double target = Double.NaN;

    private List<Evidence> evidence = new ArrayList<>();

    /**
     * Adds why: a name in words and the values that it was told by. Allocates, so only a match
     * calls it.
     */
    public void because(String clause, Map<String, Double> values) {
        evidence.add(new Evidence(clause, values));
    }

    /** {@return why, in the order it was given} */
    public List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    /** Makes it as new. */
    public void clear() {
        direction = Direction.NEUTRAL;
        confidence = 0.5;
        stop = Double.NaN;
        target = Double.NaN;
        if (!evidence.isEmpty()) {
            evidence = new ArrayList<>();
        }
    }
}
