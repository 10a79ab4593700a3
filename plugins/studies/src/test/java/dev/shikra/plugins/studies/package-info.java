/** Studies against reference numbers and slow, obvious versions of themselves. */
@NullMarked
package dev.shikra.plugins.studies;

import org.jspecify.annotations.NullMarked;
