package dev.shikra.host.control;

/**
 * Whether a scanner does its work.
 *
 * @param reason for people; empty if it is ready
 */
public record Readiness(boolean ready, String reason) {}
