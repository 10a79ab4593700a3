/** The names that rules may use, as TypeScript declarations for editors. Any thread. */
@NullMarked
package dev.shikra.host.rule.types;

import org.jspecify.annotations.NullMarked;
