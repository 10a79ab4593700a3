@NullMarked
package dev.shikra.plugins.ta4j;

import org.jspecify.annotations.NullMarked;
