/** Bars and the sessions that bound them: event time and the exchange's calendar, no clock. */
@NullMarked
package dev.shikra.host.bar;

import org.jspecify.annotations.NullMarked;
