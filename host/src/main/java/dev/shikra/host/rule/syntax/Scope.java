package dev.shikra.host.rule.syntax;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names within one function or block. */
final class Scope {
    private final Optional<Scope> outer;
    private final ModuleScope module;
    private final Optional<RuleNames> rule;
    private final Map<String, Variable> variables = new LinkedHashMap<>();

    private Scope(Optional<Scope> outer, ModuleScope module, Optional<RuleNames> rule) {
        this.outer = outer;
        this.module = module;
        this.rule = rule;
    }

    /**
     * What the parameters of a clause mean.
     *
     * @param inputsName the first parameter's name, empty if there is none
     * @param inputs declared inputs in order
     * @param parametersName the second parameter's name, empty if there is none
     * @param parameters effective values
     */
    record RuleNames(
            String inputsName,
            InputNames inputs,
            String parametersName,
            Map<String, Double> parameters) {}

    static Scope ofFunction(ModuleScope module) {
        return new Scope(Optional.empty(), module, Optional.empty());
    }

    static Scope ofClause(ModuleScope module, RuleNames names) {
        return new Scope(Optional.empty(), module, Optional.of(names));
    }

    Scope block() {
        return new Scope(Optional.of(this), module, rule);
    }

    ModuleScope module() {
        return module;
    }

    Optional<RuleNames> rule() {
        return rule;
    }

    Optional<Variable> variable(String name) {
        Variable here = variables.get(name);
        return here != null ? Optional.of(here) : outer.flatMap(o -> o.variable(name));
    }

    void add(Node place, Variable variable) {
        if (variables.putIfAbsent(variable.name(), variable) != null) {
            throw place.fault(
                    "'" + variable.name() + "' is declared twice: give one of them another name");
        }
    }

    Set<String> known() {
        var known = new TreeSet<String>(module.names().keySet());
        for (Optional<Scope> s = Optional.of(this); s.isPresent(); s = s.get().outer) {
            known.addAll(s.get().variables.keySet());
        }
        rule.ifPresent(r -> {
            known.add(r.inputsName());
            known.add(r.parametersName());
        });
        known.remove("");
        known.add("Math");
        return known;
    }
}
