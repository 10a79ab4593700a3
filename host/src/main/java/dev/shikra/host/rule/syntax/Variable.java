package dev.shikra.host.rule.syntax;

/**
 * A name within a function. Identity is {@code number}, unique in a rule.
 *
 * @param changes declared with {@code let}
 */
public record Variable(int number, String name, Kind kind, boolean changes) {}
