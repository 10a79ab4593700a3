package dev.shikra.host.rule.kernel;

import dev.shikra.host.rule.syntax.MathFunction;

/** What JavaScript's {@code Math} has and Java's has not, for kernels in bytecode. */
final class ScriptMath {
    private ScriptMath() {}

    /** {@return the nearest whole number; half goes up, and -0.2 becomes -0} */
    static double round(double value) {
        return MathFunction.rounded(value);
    }

    /** {@return the value without its fraction; -0.2 becomes -0} */
    static double trunc(double value) {
        return value < 0 ? Math.ceil(value) : Math.floor(value);
    }
}
