/**
 * Every version of every rule file, with who made it, when and why: contents by their hash beside a
 * log that is only added to. Any thread, any process: a lock on the log keeps writers apart.
 */
@NullMarked
package dev.shikra.host.rule.history;

import org.jspecify.annotations.NullMarked;
