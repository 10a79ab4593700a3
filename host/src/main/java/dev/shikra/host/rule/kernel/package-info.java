/**
 * Kernels: each rule as one generated JavaScript function that loops over the rows of a batch. One
 * polyglot engine is shared by all contexts, so what one context compiled serves the others. A
 * {@link dev.shikra.host.rule.kernel.KernelContext} and its kernels belong to one thread.
 */
@NullMarked
package dev.shikra.host.rule.kernel;

import org.jspecify.annotations.NullMarked;
