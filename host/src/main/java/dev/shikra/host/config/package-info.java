/**
 * Typed configuration: each key declared once, read from option, environment, file or default, and
 * errors that name file, line and remedy. Read at start by one thread; what is read is immutable.
 */
@NullMarked
package dev.shikra.host.config;

import org.jspecify.annotations.NullMarked;
