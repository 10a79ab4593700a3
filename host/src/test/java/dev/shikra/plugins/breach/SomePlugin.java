package dev.shikra.plugins.breach;

/** Stands for a plugin's class, which no test class path has. */
public final class SomePlugin {}
