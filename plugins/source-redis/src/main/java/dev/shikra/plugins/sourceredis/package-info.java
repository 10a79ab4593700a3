/**
 * Frames that a host on another machine put into Redis: read by a consumer group, given in their
 * order, acknowledged when this host's journal has them. One thread reads.
 */
@NullMarked
package dev.shikra.plugins.sourceredis;

import org.jspecify.annotations.NullMarked;
