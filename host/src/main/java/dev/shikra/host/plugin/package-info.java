/**
 * Plugins: found as zips, checked, unpacked, loaded by PF4J into class loaders that see the plugin
 * API and the JDK and nothing of the host. Knows no stage. Loading and closing are for one thread;
 * what was loaded may be asked by any.
 */
@NullMarked
package dev.shikra.host.plugin;

import org.jspecify.annotations.NullMarked;
