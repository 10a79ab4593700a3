/**
 * What an admin may ask of a running scanner and command it to do. Answers are immutable and made
 * from what the stages publish: nothing here touches the engine's state, and nothing makes a stage
 * wait. Any thread. A page over it is found at run time, as a service {@link
 * dev.shikra.host.control.AdminServer}.
 */
@NullMarked
package dev.shikra.host.control;

import org.jspecify.annotations.NullMarked;
