/** What somebody meant by a name that does not exist. No state; any thread. */
@NullMarked
package dev.shikra.host.spelling;

import org.jspecify.annotations.NullMarked;
