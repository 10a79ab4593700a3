/** What the host hands to a plugin. */
@NullMarked
package dev.shikra.api.plugin;

import org.jspecify.annotations.NullMarked;
