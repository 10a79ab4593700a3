package dev.shikra.host.rule;

import dev.shikra.api.study.StudyDescription;
import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.rule.shape.RuleReader;
import dev.shikra.host.rule.syntax.RuleFault;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns sources into checked rules. One thread at a time. */
public final class RuleCompiler {
    private final SyntaxTrees trees;
    private final Map<String, StudyDescription> studies = new TreeMap<>();
    private final Map<String, ValueGroup> groups = new TreeMap<>();

    /**
     * @param trees parses, and keeps what it parsed
     * @param studies what rules may name
     */
    public RuleCompiler(SyntaxTrees trees, Collection<StudyDescription> studies) {
        this(trees, studies, List.of());
    }

    /**
     * @param trees parses, and keeps what it parsed
     * @param studies what rules may name
     * @param groups values of stages that rules may name
     */
    public RuleCompiler(
            SyntaxTrees trees,
            Collection<StudyDescription> studies,
            Collection<ValueGroup> groups) {
        this.trees = trees;
        for (ValueGroup group : groups) {
            this.groups.put(group.name(), group);
        }
        for (StudyDescription study : studies) {
            this.studies.put(study.name(), study);
        }
    }

    /** {@return the rule, or the first thing that is wrong with it} */
    public RuleLoad compile(RuleSource source) {
        try {
            return new RuleLoad.Loaded(
                    source.path(), RuleReader.read(trees, studies, groups, source));
        } catch (RuleFault fault) {
            return RuleLoad.Rejected.at(fault.place(), fault.text());
        }
    }

    /** {@return the params that a rule declares; none if it is no rule} */
    List<DeclaredParameter> parameters(RuleSource source) {
        try {
            return RuleReader.parameters(trees, studies, groups, source);
        } catch (RuleFault fault) {
            return List.of(); // the check says what is wrong
        }
    }

    SyntaxTrees trees() {
        return trees;
    }
}
