package dev.shikra.host.rule.kernel;

import dev.shikra.host.rule.syntax.Expression;
import dev.shikra.host.rule.syntax.Kind;
import dev.shikra.host.rule.syntax.MathFunction;
import dev.shikra.host.rule.syntax.PureFunction;
import dev.shikra.host.rule.syntax.Statement;
import dev.shikra.host.rule.syntax.Variable;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.DoubleBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes checked trees into one method of a kernel's class, with JavaScript's meanings: a number is
 * a double, truth the int 0 or 1, a text the int that {@link KernelFunctions} gives it. Every turn
 * of a loop and every function looks at the stop flag.
 */
final class ExpressionBytecode {
    static final ClassDesc KERNEL = KernelCode.class.describeConstable().orElseThrow();
    static final ClassDesc DOUBLES = DoubleBuffer.class.describeConstable().orElseThrow();
    static final MethodTypeDesc DOUBLE_AT =
            MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_int);
    private static final ClassDesc STOP = StopFlag.class.describeConstable().orElseThrow();
    private static final ClassDesc STOPPED = KernelStopped.class.describeConstable().orElseThrow();
    static final ClassDesc JAVA_MATH = Math.class.describeConstable().orElseThrow();
    private static final ClassDesc SCRIPT_MATH = ScriptMath.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc OF_ONE =
            MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double);
    private static final MethodTypeDesc OF_TWO =
            MethodTypeDesc.of(
                    ConstantDescs.CD_double, ConstantDescs.CD_double, ConstantDescs.CD_double);

    /** How a condition is left: jump where the comparison holds, and where it does not. */
    private enum Order {
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">="),
        SAME("==="),
        OTHER("!==");

        private final String operator;

        Order(String operator) {
            this.operator = operator;
        }

        static Order of(String operator) {
            for (Order each : values()) {
                if (each.operator.equals(operator)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("no comparison: " + operator);
        }
    }

    private final CodeBuilder code;
    private final KernelFunctions functions;
    private final Map<Integer, Integer> inputs = new HashMap<>();
    private final Map<Integer, Integer> slots = new HashMap<>();
    private final Map<Integer, Integer> variables = new HashMap<>();
    private final Label stopped;
    private int at = -1;

    ExpressionBytecode(CodeBuilder code, KernelFunctions functions) {
        this.code = code;
        this.functions = functions;
        stopped = code.newLabel();
    }

    /** Inputs with a window are read from the row that begins at the place in this local. */
    void rowAt(int local) {
        at = local;
    }

    /** An input's value is in this local. */
    void input(int index, int local) {
        inputs.put(index, local);
    }

    boolean has(int input) {
        return inputs.containsKey(input);
    }

    int local(int input) {
        return known(inputs, input);
    }

    /** An input's slot is in this local. */
    void slot(int index, int local) {
        slots.put(index, local);
    }

    int slotLocal(int input) {
        return known(slots, input);
    }

    private static int known(Map<Integer, Integer> locals, int of) {
        return Objects.requireNonNull(locals.get(of), "no local was given to it");
    }

    /** A variable's value is in this local. */
    private void variable(Variable variable, int local) {
        variables.put(variable.number(), local);
    }

    /** {@return what a value of this kind is on the stack} */
    static ClassDesc type(Kind kind) {
        return kind == Kind.NUMBER ? ConstantDescs.CD_double : ConstantDescs.CD_int;
    }

    /** Goes to {@link #finish} if the kernel is to stop. */
    void poll() {
        code.aload(0)
                .getfield(KERNEL, "stop", STOP)
                .getfield(STOP, "raised", ConstantDescs.CD_boolean)
                .ifne(stopped);
    }

    /** Ends the method: nothing comes here but stops. */
    void finish() {
        code.labelBinding(stopped).getstatic(STOPPED, "STOPPED", STOPPED).athrow();
    }

    /** Leaves the value on the stack. */
    void value(Expression e) {
        switch (e) {
            case Expression.Numeral n -> code.loadConstant(n.value());
            case Expression.Parameter p -> code.loadConstant(p.value());
            case Expression.Truth t -> code.loadConstant(t.value() ? 1 : 0);
            case Expression.Text t -> code.loadConstant(functions.text(t.value()));
            case Expression.Input i -> code.dload(local(i.index()));
            case Expression.Element v -> element(v);
            case Expression.Local l -> load(l.variable());
            case Expression.Negation n -> {
                value(n.of());
                code.dneg();
            }
            case Expression.Not n -> truth(n);
            case Expression.Comparison c -> truth(c);
            case Expression.Arithmetic a -> arithmetic(a);
            case Expression.Logical l -> {
                if (l.kind() == Kind.NUMBER) {
                    oneOfTwo(l);
                } else {
                    truth(l);
                }
            }
            case Expression.Conditional c -> {
                Label otherwise = code.newLabel();
                Label end = code.newLabel();
                jump(c.condition(), false, otherwise);
                value(c.then());
                code.goto_(end).labelBinding(otherwise);
                value(c.otherwise());
                code.labelBinding(end);
            }
            case Expression.MathCall m -> math(m);
            case Expression.Call c -> {
                code.aload(0);
                c.arguments().forEach(this::value);
                functions.call(code, c.function());
            }
        }
    }

    /** The values of a window lie behind the window's own slot. */
    private void element(Expression.Element v) {
        code.aload(0).getfield(KERNEL, "features", DOUBLES).iload(at);
        Integer slot = slots.get(v.index());
        if (slot == null) {
            code.aload(0)
                    .getfield(KERNEL, "slots", ConstantDescs.CD_int.arrayType())
                    .loadConstant(v.index())
                    .iaload();
        } else {
            code.iload(slot);
        }
        code.iadd();
        if (v.at() instanceof Expression.Numeral n) {
            code.loadConstant(1 + (int) n.value());
        } else {
            code.iconst_1();
            value(v.at());
            code.d2i().iadd();
        }
        code.iadd().invokevirtual(DOUBLES, "get", DOUBLE_AT);
    }

    private void load(Variable variable) {
        int local = known(variables, variable.number());
        if (variable.kind() == Kind.NUMBER) {
            code.dload(local);
        } else {
            code.iload(local);
        }
    }

    private void store(Variable variable) {
        TypeKind kind = variable.kind() == Kind.NUMBER ? TypeKind.DOUBLE : TypeKind.INT;
        int local =
                variables.computeIfAbsent(variable.number(), number -> code.allocateLocal(kind));
        code.storeLocal(kind, local);
    }

    private void arithmetic(Expression.Arithmetic a) {
        value(a.left());
        value(a.right());
        switch (a.operator()) {
            case "+" -> code.dadd();
            case "-" -> code.dsub();
            case "*" -> code.dmul();
            case "/" -> code.ddiv();
            case "%" -> code.drem();
            case "**" -> code.invokestatic(JAVA_MATH, "pow", OF_TWO);
            default -> throw new IllegalArgumentException("no arithmetic: " + a.operator());
        }
    }

    /** {@code a || b} of numbers is one of them. */
    private void oneOfTwo(Expression.Logical l) {
        Label end = code.newLabel();
        value(l.left());
        code.dup2();
        jumpOnNumber(l.operator().equals("||"), end);
        code.pop2();
        value(l.right());
        code.labelBinding(end);
    }

    private void math(Expression.MathCall m) {
        List<Expression> arguments = m.arguments();
        value(arguments.getFirst());
        MathFunction function = m.function();
        switch (function) {
            case MIN, MAX -> {
                for (Expression each : arguments.subList(1, arguments.size())) {
                    value(each);
                    code.invokestatic(JAVA_MATH, function.text(), OF_TWO);
                }
            }
            case ATAN2, POW -> {
                value(arguments.get(1));
                code.invokestatic(JAVA_MATH, function.text(), OF_TWO);
            }
            case SIGN -> code.invokestatic(JAVA_MATH, "signum", OF_ONE);
            case ROUND, TRUNC -> code.invokestatic(SCRIPT_MATH, function.text(), OF_ONE);
            default -> code.invokestatic(JAVA_MATH, function.text(), OF_ONE);
        }
    }

    /** Leaves 1 or 0. */
    private void truth(Expression e) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        jump(e, false, no);
        code.iconst_1().goto_(end).labelBinding(no).iconst_0().labelBinding(end);
    }

    /** Goes to {@code target} if JavaScript takes {@code e} for {@code wanted} in a condition. */
    void jump(Expression e, boolean wanted, Label target) {
        switch (e) {
            case Expression.Truth t -> {
                if (t.value() == wanted) {
                    code.goto_(target);
                }
            }
            case Expression.Not n -> jump(n.of(), !wanted, target);
            case Expression.Comparison c -> compare(c, wanted, target);
            case Expression.Logical l -> {
                boolean any = l.operator().equals("||");
                if (any == wanted) {
                    jump(l.left(), wanted, target);
                    jump(l.right(), wanted, target);
                } else {
                    Label decided = code.newLabel();
                    jump(l.left(), any, decided);
                    jump(l.right(), wanted, target);
                    code.labelBinding(decided);
                }
            }
            case Expression.Conditional c when c.kind() == Kind.TRUTH -> {
                Label otherwise = code.newLabel();
                Label end = code.newLabel();
                jump(c.condition(), false, otherwise);
                jump(c.then(), wanted, target);
                code.goto_(end).labelBinding(otherwise);
                jump(c.otherwise(), wanted, target);
                code.labelBinding(end);
            }
            default -> {
                value(e);
                jumpOn(e.kind(), wanted, target);
            }
        }
    }

    /** Takes a value from the stack, and goes to {@code target} if it counts as {@code wanted}. */
    void jumpOn(Kind kind, boolean wanted, Label target) {
        switch (kind) {
            case NUMBER -> jumpOnNumber(wanted, target);
            case TRUTH -> branch(wanted, target);
            case TEXT -> throw new IllegalArgumentException("a text is no condition");
        }
    }

    private void branch(boolean wanted, Label target) {
        if (wanted) {
            code.ifne(target);
        } else {
            code.ifeq(target);
        }
    }

    /** Takes a number from the stack: it is true unless it is 0 or NaN, so if it has a size. */
    private void jumpOnNumber(boolean wanted, Label target) {
        code.invokestatic(JAVA_MATH, "abs", OF_ONE).dconst_0().dcmpl();
        if (wanted) {
            code.ifgt(target);
        } else {
            code.ifle(target);
        }
    }

    private void compare(Expression.Comparison c, boolean wanted, Label target) {
        Order order = Order.of(c.operator());
        value(c.left());
        value(c.right());
        if (c.left().kind() != Kind.NUMBER || c.right().kind() != Kind.NUMBER) {
            if (c.left().kind() != c.right().kind()
                    || order != Order.SAME && order != Order.OTHER) {
                throw new IllegalArgumentException("no comparison of numbers: " + c.operator());
            }
            if ((order == Order.SAME) == wanted) {
                code.if_icmpeq(target);
            } else {
                code.if_icmpne(target);
            }
            return;
        }
        // With NaN every comparison is false, but that it differs.
        if (order == Order.LESS || order == Order.AT_MOST) {
            code.dcmpg();
        } else {
            code.dcmpl();
        }
        switch (order) {
            case LESS -> {
                if (wanted) {
                    code.iflt(target);
                } else {
                    code.ifge(target);
                }
            }
            case AT_MOST -> {
                if (wanted) {
                    code.ifle(target);
                } else {
                    code.ifgt(target);
                }
            }
            case MORE -> {
                if (wanted) {
                    code.ifgt(target);
                } else {
                    code.ifle(target);
                }
            }
            case AT_LEAST -> {
                if (wanted) {
                    code.ifge(target);
                } else {
                    code.iflt(target);
                }
            }
            case SAME -> branch(!wanted, target);
            case OTHER -> branch(wanted, target);
        }
    }

    void statements(List<Statement> statements) {
        statements.forEach(this::statement);
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Statement.Declaration d -> {
                value(d.value());
                store(d.variable());
            }
            case Statement.Assignment a -> {
                value(a.value());
                store(a.variable());
            }
            case Statement.Loop l -> loop(l);
            case Statement.Choice c -> {
                Label otherwise = code.newLabel();
                Label end = code.newLabel();
                jump(c.condition(), false, otherwise);
                statements(c.then());
                code.goto_(end).labelBinding(otherwise);
                statements(c.otherwise());
                code.labelBinding(end);
            }
            case Statement.Return r -> {
                value(r.value());
                if (r.value().kind() == Kind.NUMBER) {
                    code.dreturn();
                } else {
                    code.ireturn();
                }
            }
        }
    }

    private void loop(Statement.Loop l) {
        Label turn = code.newLabel();
        Label end = code.newLabel();
        code.loadConstant(l.from());
        store(l.counter());
        code.labelBinding(turn);
        load(l.counter());
        code.loadConstant(l.limit());
        switch (Order.of(l.comparison())) {
            case LESS -> code.dcmpg().ifge(end);
            case AT_MOST -> code.dcmpg().ifgt(end);
            case MORE -> code.dcmpl().ifle(end);
            case AT_LEAST -> code.dcmpl().iflt(end);
            case SAME, OTHER -> throw new IllegalArgumentException("no loop: " + l.comparison());
        }
        poll();
        statements(l.body());
        load(l.counter());
        code.loadConstant(l.step()).dadd();
        store(l.counter());
        code.goto_(turn).labelBinding(end);
    }

    /** Writes the body of a function: every way through it returns. */
    void body(PureFunction function) {
        int local = 1;
        for (Variable argument : function.arguments()) {
            variable(argument, local);
            local += argument.kind() == Kind.NUMBER ? 2 : 1;
        }
        poll(); // functions that call others twice take as long as loops
        statements(function.body());
        finish();
    }
}
