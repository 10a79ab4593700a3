/**
 * The shape of a rule file: {@code pattern({...})} and {@code filter({...})}, their keys, and what
 * inputs mean as features. Used while loading, on the loading thread.
 */
@NullMarked
package dev.shikra.host.rule.shape;

import org.jspecify.annotations.NullMarked;
