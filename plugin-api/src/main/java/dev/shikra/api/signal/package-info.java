/** What rules and patterns find, and what is sent to people. Immutable. */
@NullMarked
package dev.shikra.api.signal;

import org.jspecify.annotations.NullMarked;
