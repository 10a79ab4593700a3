/**
 * What Redis shows of the scanner: streams of frames, ticks, signals and alerts, the latest values
 * and the session's profiles. The journal is the source: each thread here follows it, or a file
 * that the projection writes, and reads back from Redis how far it came. Never waited for by engine
 * or desk; a Redis that is slow, frozen or gone costs nothing but its own currency.
 */
@NullMarked
package dev.shikra.host.projection.redis;

import org.jspecify.annotations.NullMarked;
