package dev.shikra.host.control;

/**
 * What a rule has done since the host started.
 *
 * @param file within the rules folder
 * @param rows evaluated, in runs that counted; of a filter signals judged
 * @param matches rows in which it was true; of a filter signals that it said something against
 * @param nearMisses rows in which all conditions but one were true
 * @param nearMissRows the rows among which near misses were counted: all of a rule at bars, those
 *     of one run in sixteen of a rule at ticks
 * @param signals that it gave; of a filter 0
 * @param errors runs that were stopped or failed
 * @param runs that were timed: all at bars, one in sixteen at ticks
 * @param runMs all of their time
 * @param rowNs time a row, of the timed runs' rows; NaN before the first
 * @param compiled whether its kernel is run compiled or interpreted
 * @param lastFiredMs event time of the last signal, epoch ms; 0 if there was none
 */
public record RuleFigures(
        String file,
        String id,
        long rows,
        long matches,
        long nearMisses,
        long nearMissRows,
        long signals,
        long errors,
        long runs,
        double runMs,
        double rowNs,
        boolean compiled,
        long lastFiredMs) {}
