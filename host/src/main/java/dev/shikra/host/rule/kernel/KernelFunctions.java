package dev.shikra.host.rule.kernel;

import dev.shikra.host.rule.syntax.Kind;
import dev.shikra.host.rule.syntax.PureFunction;
import dev.shikra.host.rule.syntax.Statement;
import dev.shikra.host.rule.syntax.Variable;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of a kernel's class beside its loops, and the numbers that stand for texts. */
final class KernelFunctions {
    private final ClassDesc self;
    private final Set<Integer> named = new HashSet<>();
    private final Deque<PureFunction> unwritten = new ArrayDeque<>();
    private final Map<Integer, ClauseMethod> clauses = new HashMap<>();
    private final Deque<ClauseMethod> unwrittenClauses = new ArrayDeque<>();
    private final Map<String, Integer> texts = new HashMap<>();

    /** A clause that is more than one expression. */
    private record ClauseMethod(
            int number, List<Integer> inputs, List<Statement> body, Kind result) {
        MethodTypeDesc type() {
            var arguments = new ClassDesc[1 + inputs.size()];
            arguments[0] = ConstantDescs.CD_int;
            java.util.Arrays.fill(arguments, 1, arguments.length, ConstantDescs.CD_double);
            return MethodTypeDesc.of(ExpressionBytecode.type(result), arguments);
        }
    }

    KernelFunctions(ClassDesc self) {
        this.self = self;
        texts.put("long", 1);
        texts.put("short", -1);
        texts.put("neutral", 0);
    }

    /** {@return the number of a text: of a direction 1, -1 or 0, of others from 2} */
    int text(String text) {
        Integer known = texts.get(text);
        if (known == null) {
            known = texts.size() - 1;
            texts.put(text, known);
        }
        return known;
    }

    /** Calls a function; the kernel and the arguments are on the stack. */
    void call(CodeBuilder code, PureFunction function) {
        if (named.add(function.number())) {
            unwritten.add(function);
        }
        code.invokevirtual(self, "f" + function.number(), type(function));
    }

    private static MethodTypeDesc type(PureFunction function) {
        return MethodTypeDesc.of(
                ExpressionBytecode.type(function.result()),
                function.arguments().stream()
                        .map(Variable::kind)
                        .map(ExpressionBytecode::type)
                        .toArray(ClassDesc[]::new));
    }

    /** Calls a clause; the kernel, the row's place and the clause's inputs are on the stack. */
    void call(
            CodeBuilder code, int clause, List<Integer> inputs, List<Statement> body, Kind result) {
        ClauseMethod method = clauses.get(clause);
        if (method == null) {
            method = new ClauseMethod(clause, inputs, body, result);
            clauses.put(clause, method);
            unwrittenClauses.add(method);
        }
        code.invokevirtual(self, "k" + clause, method.type());
    }

    /** Writes all that was called, and what that calls. */
    void write(ClassBuilder into) {
        while (!unwrittenClauses.isEmpty()) {
            ClauseMethod method = unwrittenClauses.poll();
            into.withMethodBody(
                    "k" + method.number,
                    method.type(),
                    ClassFile.ACC_FINAL,
                    code -> {
                        var body = new ExpressionBytecode(code, this);
                        body.rowAt(1);
                        int local = 2;
                        for (int input : method.inputs) {
                            body.input(input, local);
                            local += 2;
                        }
                        body.statements(method.body);
                        body.finish();
                    });
        }
        while (!unwritten.isEmpty()) {
            PureFunction function = unwritten.poll();
            into.withMethodBody(
                    "f" + function.number(),
                    type(function),
                    ClassFile.ACC_FINAL,
                    code -> new ExpressionBytecode(code, this).body(function));
        }
    }
}
