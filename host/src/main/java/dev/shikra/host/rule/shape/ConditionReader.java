package dev.shikra.host.rule.shape;

import dev.shikra.host.rule.Clause;
import dev.shikra.host.rule.Condition;
import dev.shikra.host.rule.Condition.Needs;
import dev.shikra.host.rule.syntax.Binding;
import dev.shikra.host.rule.syntax.FunctionReader;
import dev.shikra.host.rule.syntax.InputNames;
import dev.shikra.host.rule.syntax.Kind;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.rule.syntax.RuleFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code when}: named clauses, all of which must be true, or {@code any({ ... })}, {@code
 * none({ ... })}, {@code all({ ... })}, {@code atLeast(2, { ... })}, one within another.
 */
final class ConditionReader {
    /** What joins clauses. */
    static final List<String> FUNCTIONS = List.of("all", "any", "none", "atLeast");

    private static final int MOST_CLAUSES = 200;

    private final FunctionReader functions;
    private final Literals literals;
    private final InputNames names;
    private final List<Clause> clauses = new ArrayList<>();

    ConditionReader(FunctionReader functions, Literals literals, InputNames names) {
        this.functions = functions;
        this.literals = literals;
        this.names = names;
    }

    /** {@return the clauses read, in the author's order} */
    List<Clause> clauses() {
        return clauses;
    }

    Condition.Group read(Node when) {
        String joint = joint(when);
        return joint.isEmpty() ? group("", Needs.ALL, 0, when) : joined("", joint, when);
    }

    /** {@return how a call joins clauses, empty if the node is something else} */
    private String joint(Node node) {
        return node.is("CallExpression") && node.child("callee").is("Identifier")
                ? literals.module()
                        .find(node.child("callee").text("name"))
                        .filter(Binding.HostName.class::isInstance)
                        .map(b -> ((Binding.HostName) b).name())
                        .filter(FUNCTIONS::contains)
                        .orElse("")
                : "";
    }

    private Condition.Group joined(String name, String joint, Node call) {
        List<Node> given = call.children("arguments");
        boolean counted = joint.equals("atLeast");
        if (given.size() != (counted ? 2 : 1)) {
            throw call.fault(
                    counted
                            ? "atLeast takes a number and clauses: write atLeast(2, { 'a': x => ..., 'b': x => ... })"
                            : joint + " takes clauses: write " + joint + "({ 'name': x => ... })");
        }
        Needs needs =
                switch (joint) {
                    case "all" -> Needs.ALL;
                    case "any" -> Needs.ANY;
                    case "none" -> Needs.NONE;
                    default -> Needs.AT_LEAST;
                };
        double least = counted ? literals.number(given.getFirst(), "how many must be true") : 0;
        Condition.Group group = group(name, needs, (int) least, given.getLast());
        if (counted && (least != Math.rint(least) || least < 1 || least > group.of().size())) {
            throw given.getFirst()
                    .fault(
                            "at least "
                                    + literals.number(given.getFirst(), "how many")
                                    + " of "
                                    + group.of().size()
                                    + " clauses: write a whole number from 1 to "
                                    + group.of().size());
        }
        return group;
    }

    private Condition.Group group(String name, Needs needs, int least, Node node) {
        ObjectShape shape = ObjectShape.read(node, name.isEmpty() ? "when" : "a group of clauses");
        var of = new ArrayList<Condition>();
        shape.values().forEach((key, value) -> of.add(one(key, value)));
        if (of.isEmpty()) {
            throw node.fault(
                    name.isEmpty()
                            ? "a rule without clauses is always true: write when: { 'name': x => ... }"
                            : "a group without clauses says nothing: write { 'name': x => ... }");
        }
        return new Condition.Group(
                name,
                needs,
                switch (needs) {
                    case ALL -> of.size();
                    case ANY -> 1;
                    case NONE -> 0;
                    case AT_LEAST -> least;
                },
                of);
    }

    private Condition one(String name, Node node) {
        String joint = joint(node);
        if (!joint.isEmpty()) {
            return joined(name, joint, node);
        }
        if (node.is("ObjectExpression")) {
            throw node.fault(
                    "a group says how its clauses are joined: write any({ ... }), all({ ... }),"
                            + " none({ ... }) or atLeast(2, { ... })");
        }
        RuleFunction function =
                functions.clause(node, literals.module(), names, literals.parameters());
        if (function.result() == Kind.TEXT) {
            throw node.fault("a clause gives true or false, not text: compare it, a === 'text'");
        }
        clauses.add(new Clause(name, function));
        if (clauses.size() > MOST_CLAUSES) {
            throw node.fault(
                    "a rule has at most " + MOST_CLAUSES + " clauses: make two rules of it");
        }
        return new Condition.Leaf(clauses.size() - 1);
    }
}
