/**
 * JavaScript for the host: one sandboxed polyglot engine, and contexts that see nothing but
 * buffers.
 */
@NullMarked
package dev.shikra.host.rule.script;

import org.jspecify.annotations.NullMarked;
