/** Benchmarks that print JSON lines: one figure a line, its unit beside it. */
@NullMarked
package dev.shikra.bench;

import org.jspecify.annotations.NullMarked;
