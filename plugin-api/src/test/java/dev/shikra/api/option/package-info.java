/** Contract test of pricing models, for plugins to extend. */
@NullMarked
package dev.shikra.api.option;

import org.jspecify.annotations.NullMarked;
