/** Alerts as text for the person at the console. Called on the notifier's thread. */
@NullMarked
package dev.shikra.plugins.console;

import org.jspecify.annotations.NullMarked;
