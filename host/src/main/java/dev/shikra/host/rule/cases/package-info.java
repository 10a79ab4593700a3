/**
 * Test cases beside rules: {@code name.test.js} holds what the market does and what the rule must
 * find. The file is data: it is read, never run. Any thread, one at a time.
 */
@NullMarked
package dev.shikra.host.rule.cases;

import org.jspecify.annotations.NullMarked;
