package dev.shikra.host.architecture.breach.desk.inner;

/** The inside of a stage. */
public final class DeskInside {}
