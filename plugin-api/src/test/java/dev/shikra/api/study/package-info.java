/** Contracts that every study keeps, to be extended by the tests of plugins that make studies. */
@NullMarked
package dev.shikra.api.study;

import org.jspecify.annotations.NullMarked;
