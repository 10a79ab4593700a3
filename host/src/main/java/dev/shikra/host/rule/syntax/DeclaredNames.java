package dev.shikra.host.rule.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The names that functions and blocks declare, from the module inwards, and the loops and functions
 * around. A name declared twice in one of them is for acorn to judge.
 */
final class DeclaredNames {
    private final Deque<Set<String>> scopes = new ArrayDeque<>();

    /** How many loops are around within each function, innermost first. */
    private final Deque<Integer> loops = new ArrayDeque<>();

    DeclaredNames() {
        enterFunction();
    }

    void declare(String name) {
        if (!scopes.getFirst().add(name)) {
            throw new UncommonSyntax();
        }
    }

    /** The block of a function declares into the function itself. */
    void enterFunction() {
        scopes.push(new HashSet<>());
        loops.push(0);
    }

    void leaveFunction() {
        scopes.pop();
        loops.pop();
    }

    void enterBlock() {
        scopes.push(new HashSet<>());
    }

    void leaveBlock() {
        scopes.pop();
    }

    void enterLoop() {
        loops.push(loops.pop() + 1);
    }

    void leaveLoop() {
        loops.push(loops.pop() - 1);
    }

    boolean isInFunction() {
        return loops.size() > 1;
    }

    boolean isInLoop() {
        return loops.getFirst() > 0;
    }
}
