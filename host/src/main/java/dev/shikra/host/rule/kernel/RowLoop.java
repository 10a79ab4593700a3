package dev.shikra.host.rule.kernel;

import dev.shikra.host.rule.Clause;
import dev.shikra.host.rule.Condition;
import dev.shikra.host.rule.Outcome;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.Verdict;
import dev.shikra.host.rule.Verdict.Judgement;
import dev.shikra.host.rule.syntax.Statement;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.IntBuffer;
import java.util.List;

/**
 * Writes one loop of a kernel's class over the rows: the same as {@link KernelSource} writes in
 * JavaScript.
 */
final class RowLoop {
    /** Rows between two looks at the stop flag. */
    private static final int BLOCK = 64;

    private static final ClassDesc INTS = IntBuffer.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc INT_AT =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);
    private static final MethodTypeDesc INT_OF_TWO =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
    private static final MethodTypeDesc PATTERN =
            MethodTypeDesc.of(
                    ConstantDescs.CD_boolean,
                    ConstantDescs.CD_int,
                    ConstantDescs.CD_int,
                    ConstantDescs.CD_int,
                    ConstantDescs.CD_double,
                    ConstantDescs.CD_double,
                    ConstantDescs.CD_double);
    private static final MethodTypeDesc REJECT =
            MethodTypeDesc.of(
                    ConstantDescs.CD_void,
                    ConstantDescs.CD_int,
                    ConstantDescs.CD_int,
                    ConstantDescs.CD_int);
    private static final MethodTypeDesc SCALE =
            MethodTypeDesc.of(
                    ConstantDescs.CD_boolean,
                    ConstantDescs.CD_int,
                    ConstantDescs.CD_int,
                    ConstantDescs.CD_double);

    private final Rule rule;
    private final CodeBuilder code;
    private final KernelFunctions functions;
    private final ExpressionBytecode expressions;
    private final int row;
    private final int at;
    private final int found;
    private final int features;
    private final Label next;
    private final Label nonsense;

    RowLoop(Rule rule, CodeBuilder code, KernelFunctions functions) {
        this.rule = rule;
        this.code = code;
        this.functions = functions;
        expressions = new ExpressionBytecode(code, functions);
        row = code.allocateLocal(TypeKind.INT);
        at = code.allocateLocal(TypeKind.INT);
        found = code.allocateLocal(TypeKind.INT);
        features = code.allocateLocal(TypeKind.REFERENCE);
        next = code.newLabel();
        nonsense = code.newLabel();
        expressions.rowAt(at);
    }

    /** Writes {@link KernelCode#find}. */
    void find() {
        loop(() -> {
            if (rule instanceof Rule.Pattern pattern) {
                price(pattern);
            }
            conditions();
            switch (rule) {
                case Rule.Pattern pattern -> then(pattern.then());
                case Rule.Filter filter -> {
                    Verdict verdict = filter.verdict();
                    guard(verdict.inputs());
                    expressions.statements(verdict.before());
                    judgement(verdict.judgement());
                }
            }
            code.iinc(found, 1);
        });
    }

    /** Writes {@link KernelCode#near}. */
    void near(Rule.Pattern pattern) {
        int no = code.allocateLocal(TypeKind.INT);
        loop(() -> {
            price(pattern);
            code.iconst_0().istore(no);
            for (Condition each : rule.when().of()) {
                each.clauses().forEach(c -> clause(c).inputs().forEach(this::load));
                Label isFalse = code.newLabel();
                Label end = code.newLabel();
                unless(each, true, isFalse);
                code.goto_(end).labelBinding(isFalse);
                code.iinc(no, 1).iload(no).iconst_1().if_icmpgt(next).labelBinding(end);
            }
            code.iload(no).iconst_1().if_icmpne(next).iinc(found, 1);
        });
    }

    private void loop(Runnable body) {
        int n = 1;
        int stride = code.allocateLocal(TypeKind.INT);
        int k = code.allocateLocal(TypeKind.INT);
        int end = code.allocateLocal(TypeKind.INT);
        int rows = code.allocateLocal(TypeKind.REFERENCE);
        Label block = code.newLabel();
        Label turn = code.newLabel();
        Label done = code.newLabel();
        code.iconst_0().istore(found);
        code.aload(0)
                .getfield(ExpressionBytecode.KERNEL, "stride", ConstantDescs.CD_int)
                .istore(stride);
        KernelSource.slotInputs(rule)
                .forEach(input -> {
                    int local = code.allocateLocal(TypeKind.INT);
                    code.aload(0)
                            .getfield(
                                    ExpressionBytecode.KERNEL,
                                    "slots",
                                    ConstantDescs.CD_int.arrayType())
                            .loadConstant(input)
                            .iaload()
                            .istore(local);
                    expressions.slot(input, local);
                });
        code.aload(0)
                .getfield(ExpressionBytecode.KERNEL, "features", ExpressionBytecode.DOUBLES)
                .astore(features);
        code.aload(0).getfield(ExpressionBytecode.KERNEL, "rows", INTS).astore(rows);
        code.iconst_0().istore(k);
        // What is volatile, as the stop flag, makes the compiler read everything else again: it is
        // looked at between blocks of rows, and a block's loop keeps all it can in registers.
        code.labelBinding(block).iload(k).iload(n).if_icmpge(done);
        expressions.poll();
        code.iload(k).loadConstant(BLOCK).iadd().iload(n);
        code.invokestatic(ExpressionBytecode.JAVA_MATH, "min", INT_OF_TWO).istore(end);
        code.labelBinding(turn).iload(k).iload(end).if_icmpge(block);
        code.aload(rows).iload(k).invokevirtual(INTS, "get", INT_AT).istore(row);
        code.iload(row).iload(stride).imul().istore(at);
        body.run();
        code.labelBinding(next).iinc(k, 1).goto_(turn);
        code.labelBinding(nonsense).loadConstant(Kernel.VOID).ireturn();
        code.labelBinding(done).iload(found).ireturn();
        expressions.finish();
    }

    private Clause clause(int index) {
        return rule.clauses().get(index);
    }

    private void price(Rule.Pattern pattern) {
        if (pattern.priceInput().isEmpty()) {
            return;
        }
        int price = pattern.priceInput().get();
        load(price);
        code.dload(expressions.local(price)).loadConstant(pattern.universe().lowestPrice());
        code.dcmpl().iflt(next);
        code.dload(expressions.local(price)).loadConstant(pattern.universe().highestPrice());
        code.dcmpg().ifgt(next);
    }

    /** What must be true leaves the row as soon as it is not; the rest is one condition. */
    private void conditions() {
        Condition.Group when = rule.when();
        List<Condition> each =
                when.needs() == Condition.Needs.ALL ? when.of() : List.<Condition>of(when);
        for (Condition condition : each) {
            condition.clauses().forEach(c -> clause(c).inputs().forEach(this::load));
            unless(condition, true, next);
        }
    }

    /**
     * Goes to {@code target} unless the condition is true ({@code wanted}), or unless it is false
     * and not warming up.
     */
    private void unless(Condition condition, boolean wanted, Label target) {
        switch (condition) {
            case Condition.Leaf(int index) -> {
                clause(index).inputs().forEach(input -> unlessKnown(input, target));
                truth(index, !wanted, target);
            }
            case Condition.Group g -> {
                switch (g.needs()) {
                    case ALL -> joined(g.of(), wanted, wanted, target);
                    case ANY -> joined(g.of(), wanted, !wanted, target);
                    case NONE -> joined(g.of(), !wanted, wanted, target);
                    case AT_LEAST ->
                            counted(
                                    g.of(),
                                    wanted,
                                    wanted ? g.least() : g.of().size() - g.least() + 1,
                                    target);
                }
            }
        }
    }

    private void joined(List<Condition> of, boolean wanted, boolean all, Label target) {
        if (all) {
            of.forEach(each -> unless(each, wanted, target));
            return;
        }
        Label decided = code.newLabel();
        for (Condition each : of) {
            Label not = code.newLabel();
            unless(each, wanted, not);
            code.goto_(decided).labelBinding(not);
        }
        code.goto_(target).labelBinding(decided);
    }

    private void counted(List<Condition> of, boolean wanted, int least, Label target) {
        int count = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(count);
        for (Condition each : of) {
            Label not = code.newLabel();
            unless(each, wanted, not);
            code.iinc(count, 1).labelBinding(not);
        }
        code.iload(count).loadConstant(least).if_icmplt(target);
    }

    private void truth(int index, boolean wanted, Label target) {
        Clause clause = clause(index);
        List<Statement> body = clause.function().body();
        if (body.size() == 1 && body.getFirst() instanceof Statement.Return result) {
            expressions.jump(result.value(), wanted, target);
            return;
        }
        code.aload(0).iload(at);
        clause.inputs().forEach(input -> code.dload(expressions.local(input)));
        functions.call(code, index, clause.inputs(), body, clause.function().result());
        expressions.jumpOn(clause.function().result(), wanted, target);
    }

    private void unlessKnown(int input, Label target) {
        int local = expressions.local(input);
        code.dload(local).dload(local).dcmpl().ifne(target);
    }

    /** Reads what was not read before, and leaves the row if any of it is NaN. */
    private void guard(List<Integer> inputs) {
        inputs.forEach(this::load);
        inputs.forEach(input -> unlessKnown(input, next));
    }

    private void load(int input) {
        if (expressions.has(input)) {
            return;
        }
        int local = code.allocateLocal(TypeKind.DOUBLE);
        code.aload(features)
                .iload(at)
                .iload(expressions.slotLocal(input))
                .iadd()
                .invokevirtual(ExpressionBytecode.DOUBLES, "get", ExpressionBytecode.DOUBLE_AT)
                .dstore(local);
        expressions.input(input, local);
    }

    private void then(Outcome then) {
        guard(then.inputs());
        expressions.statements(then.before());
        code.aload(0).iload(found).iload(row);
        expressions.value(then.direction());
        expressions.value(then.confidence());
        expressions.value(then.stop());
        expressions.value(then.target());
        code.invokevirtual(ExpressionBytecode.KERNEL, "pattern", PATTERN).ifeq(nonsense);
    }

    private void judgement(Judgement judgement) {
        switch (judgement) {
            case Judgement.Reject r ->
                    code.aload(0)
                            .iload(found)
                            .iload(row)
                            .loadConstant(r.reason())
                            .invokevirtual(ExpressionBytecode.KERNEL, "reject", REJECT);
            case Judgement.Scale s -> {
                code.aload(0).iload(found).iload(row);
                expressions.value(s.factor());
                code.invokevirtual(ExpressionBytecode.KERNEL, "scale", SCALE).ifeq(nonsense);
            }
            case Judgement.Choice c -> {
                Label otherwise = code.newLabel();
                Label end = code.newLabel();
                expressions.jump(c.condition(), false, otherwise);
                judgement(c.then());
                code.goto_(end).labelBinding(otherwise);
                judgement(c.otherwise());
                code.labelBinding(end);
            }
        }
    }
}
