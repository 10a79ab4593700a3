package dev.shikra.host.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The texts that tests of kernels make at random, for tests of what reads them. */
public final class RandomRules {
    private RandomRules() {}

    /** {@return so many of each sort} */
    public static List<String> texts(SplittableRandom random, int each) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < each; i++) {
            texts.add(RandomRuleTest.text(random, i));
            texts.add(KernelFormsTest.pattern(random, i));
            texts.add(KernelFormsTest.filter(random, i));
        }
        return texts;
    }
}
