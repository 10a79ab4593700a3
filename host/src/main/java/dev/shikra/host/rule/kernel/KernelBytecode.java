package dev.shikra.host.rule.kernel;

import dev.shikra.host.rule.Condition;
import dev.shikra.host.rule.Rule;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;

/**
 * Writes a rule as a class that extends {@link KernelCode}: the loops over the rows, a method for
 * each function and each clause of more than one expression. What it can call is what this writes:
 * arithmetic, {@code Math}, the memory of its place.
 */
final class KernelBytecode {
    /** To be changed with what is written: trials passed by another form are not remembered. */
    static final String FORM = "bytecode 2 ";

    /** HotSpot compiles no method that is longer. */
    private static final int LONGEST_METHOD = 8_000;

    private static final ClassDesc PLACE = KernelCode.Place.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc ROWS =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);

    private KernelBytecode() {}

    /**
     * {@return the class, empty if the rule has no place in one: it is too long, or a function of
     * it takes too many values}
     */
    static Optional<byte[]> of(Rule rule) {
        ClassDesc self =
                ClassDesc.of(
                        KernelCode.class.getPackageName(),
                        "Rule_" + rule.id().replaceAll("[^A-Za-z0-9]", "_"));
        try {
            var file = ClassFile.of();
            byte[] written =
                    file.build(
                            self,
                            into -> {
                                into.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
                                into.withSuperclass(ExpressionBytecode.KERNEL);
                                into.withMethodBody(
                                        ConstantDescs.INIT_NAME,
                                        MethodTypeDesc.of(ConstantDescs.CD_void, PLACE),
                                        0,
                                        code ->
                                                code.aload(0)
                                                        .aload(1)
                                                        .invokespecial(
                                                                ExpressionBytecode.KERNEL,
                                                                ConstantDescs.INIT_NAME,
                                                                MethodTypeDesc.of(
                                                                        ConstantDescs.CD_void,
                                                                        PLACE))
                                                        .return_());
                                var functions = new KernelFunctions(self);
                                into.withMethodBody(
                                        "find",
                                        ROWS,
                                        ClassFile.ACC_FINAL,
                                        code -> new RowLoop(rule, code, functions).find());
                                if (rule instanceof Rule.Pattern pattern && hasNearMisses(rule)) {
                                    into.withMethodBody(
                                            "near",
                                            ROWS,
                                            ClassFile.ACC_FINAL,
                                            code ->
                                                    new RowLoop(rule, code, functions)
                                                            .near(pattern));
                                }
                                functions.write(into);
                            });
            return longest(file, written) <= LONGEST_METHOD
                    ? Optional.of(written)
                    : Optional.empty();
        } catch (IllegalArgumentException | StackOverflowError e) {
            return Optional.empty(); // a method, or a method's arguments, beyond what a class holds
        }
    }

    /** {@return whether all conditions but one can be true} */
    static boolean hasNearMisses(Rule rule) {
        return rule instanceof Rule.Pattern
                && rule.when().needs() == Condition.Needs.ALL
                && rule.when().of().size() >= 2;
    }

    private static int longest(ClassFile file, byte[] written) {
        int longest = 0;
        for (MethodModel method : file.parse(written).methods()) {
            longest =
                    Math.max(
                            longest,
                            method.code()
                                    .map(c -> c instanceof CodeAttribute a ? a.codeLength() : 0)
                                    .orElse(0));
        }
        return longest;
    }
}
