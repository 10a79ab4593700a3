/** Alerts for whoever listens on a Redis channel. Called on the notifier's thread. */
@NullMarked
package dev.shikra.plugins.notifierredis;

import org.jspecify.annotations.NullMarked;
