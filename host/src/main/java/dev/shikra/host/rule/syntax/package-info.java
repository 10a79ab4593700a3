/**
 * From text to a checked tree: acorn parses, this package keeps what belongs to the rule language
 * and refuses the rest by name, place and remedy. Trees are immutable; readers belong to one
 * thread.
 */
@NullMarked
package dev.shikra.host.rule.syntax;

import org.jspecify.annotations.NullMarked;
