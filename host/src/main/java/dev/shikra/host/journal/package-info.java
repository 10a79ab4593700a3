/**
 * The journal: append-only local segments of records, checksummed and group-synced, the contents
 * that their headers name, and the snapshots that shorten a restart. Written by the journal thread;
 * a second thread forces to disk; whoever waits for durability may be any thread. Depends on the
 * JDK and SLF4J alone.
 */
@NullMarked
package dev.shikra.host.journal;

import org.jspecify.annotations.NullMarked;
