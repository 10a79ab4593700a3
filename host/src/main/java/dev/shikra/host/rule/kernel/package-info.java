/**
 * Kernels: each rule as a loop over the rows of a batch, in two forms that give the same: a class
 * of the JVM, and a generated JavaScript function for what no class holds. One polyglot engine and
 * one set of classes are shared by all contexts, so what one compiled serves the others. A {@link
 * dev.shikra.host.rule.kernel.KernelContext} and its kernels belong to one thread.
 */
@NullMarked
package dev.shikra.host.rule.kernel;

import org.jspecify.annotations.NullMarked;
