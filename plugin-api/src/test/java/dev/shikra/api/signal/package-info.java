/** Contract test of notifiers, for plugins to extend. */
@NullMarked
package dev.shikra.api.signal;

import org.jspecify.annotations.NullMarked;
