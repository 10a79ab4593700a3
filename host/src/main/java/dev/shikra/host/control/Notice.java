package dev.shikra.host.control;

/**
 * Something that a person should know.
 *
 * @param number from 1
 * @param atMs when, by the machine's clock, epoch ms
 */
public record Notice(long number, long atMs, String text) {}
