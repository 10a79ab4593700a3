/**
 * The browser's side of a running host: a page, probes and metrics over {@code host.control}, and
 * nothing else of the host. Requests run on virtual threads of the server's own; none waits for a
 * stage, and no stage waits for one.
 */
@NullMarked
package dev.shikra.admin;

import org.jspecify.annotations.NullMarked;
