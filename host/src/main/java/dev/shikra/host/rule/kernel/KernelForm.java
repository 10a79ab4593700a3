package dev.shikra.host.rule.kernel;

/** What a rule was turned into. Both forms give the same, bit for bit. */
public enum KernelForm {
    /** A class of the JVM, which compiles it like any other. */
    BYTECODE,
    /** A function of GraalJS: for what bytecode has no room for. */
    JAVASCRIPT
}
