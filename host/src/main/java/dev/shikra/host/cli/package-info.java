/** The command line: one class a command, called on the main thread. */
@NullMarked
package dev.shikra.host.cli;

import org.jspecify.annotations.NullMarked;
