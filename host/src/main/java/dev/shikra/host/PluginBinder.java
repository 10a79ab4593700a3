package dev.shikra.host;

import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.study.StudyCatalog;

/** Binds rules, and tells where another version of the source takes over. */
record PluginBinder(RuleBinder rules, Runnable swapped) implements RuleBinder {
    @Override
    public Bound bind(String file, String content, FeaturePlan features) {
        return rules.bind(file, content, features);
    }

    @Override
    public void begin(StudyCatalog studies) {
        rules.begin(studies);
    }

    @Override
    public void sourceSwapped() {
        swapped.run();
    }

    @Override
    public void memoryMoved(FeaturePlan features) {
        rules.memoryMoved(features);
    }
}
