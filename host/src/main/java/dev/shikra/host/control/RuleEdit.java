package dev.shikra.host.control;

/**
 * A text to be saved.
 *
 * @param file within the rules folder
 * @param base {@link RuleText#base} of the text that was edited; empty for a new file
 * @param who saves it, for people; may be empty
 * @param why it was changed, for people; may be empty
 */
public record RuleEdit(String file, String text, String base, String who, String why) {}
