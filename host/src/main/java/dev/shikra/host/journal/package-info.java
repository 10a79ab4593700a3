/**
 * The journal: append-only local segments of records, checksummed and group-synced, and the
 * snapshots that shorten a restart. Written by the journal thread.
 */
@NullMarked
package dev.shikra.host.journal;

import org.jspecify.annotations.NullMarked;
