package dev.shikra.host.control;

/**
 * A rule file's text.
 *
 * @param base names this text: to be given back when it is saved, so that nobody's edit is lost
 */
public record RuleText(String file, String text, String base) {}
