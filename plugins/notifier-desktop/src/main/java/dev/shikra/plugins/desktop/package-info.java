/**
 * Alerts as the desktop's own notifications, by the tool that the system brings for it. Called on
 * the notifier's thread.
 */
@NullMarked
package dev.shikra.plugins.desktop;

import org.jspecify.annotations.NullMarked;
