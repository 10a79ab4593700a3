/**
 * What the world outside reads of the engine's work: files of alerts as JSON lines. Never waited
 * for by the engine.
 */
@NullMarked
package dev.shikra.host.projection;

import org.jspecify.annotations.NullMarked;
