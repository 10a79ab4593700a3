/**
 * Measurements that one thread writes and any other reads: no lock, no allocation where they are
 * written. Nothing here decides anything: what is measured never reaches a record.
 */
@NullMarked
package dev.shikra.host.measure;

import org.jspecify.annotations.NullMarked;
