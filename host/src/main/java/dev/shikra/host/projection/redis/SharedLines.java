package dev.shikra.host.projection.redis;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * A file of alerts that grows while it is read.
 *
 * @param file JSON lines, each beginning with the alert's id
 * @param length bytes that may be read: whole lines whose cause is durable
 */
public record SharedLines(Path file, LongSupplier length) {}
