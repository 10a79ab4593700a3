/** Studies by name: what the installed plugins can make. */
@NullMarked
package dev.shikra.host.study;

import org.jspecify.annotations.NullMarked;
