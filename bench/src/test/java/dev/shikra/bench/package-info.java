/** Tests that what is measured is what is claimed. */
@NullMarked
package dev.shikra.bench;

import org.jspecify.annotations.NullMarked;
