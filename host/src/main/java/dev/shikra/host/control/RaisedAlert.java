package dev.shikra.host.control;

import dev.shikra.api.signal.Alert;

/**
 * An alert and its place among those of this start of the host.
 *
 * @param number from 1
 */
public record RaisedAlert(long number, Alert alert) {}
