/**
 * The command line. Standard output belongs to what a command answers; text for people and progress
 * go to standard error. Exit codes: 0 done, 1 failed, 2 bad usage.
 */
@NullMarked
package dev.shikra.host.cli;

import org.jspecify.annotations.NullMarked;
