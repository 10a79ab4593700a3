/**
 * Writes a rule from a form: JSON that names inputs, clauses and a result becomes the JavaScript
 * that a person would have written. What it writes is a rule like any other and is checked like
 * one. Pure; any thread.
 */
@NullMarked
package dev.shikra.host.rule.form;

import org.jspecify.annotations.NullMarked;
