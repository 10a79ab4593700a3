package dev.shikra.host.rule.shape;

import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.rule.Input;
import dev.shikra.host.rule.syntax.InputNames;
import java.util.ArrayList;
import java.util.List;

/** The inputs declared so far: what functions call them, and the features behind them. */
final class DeclaredInputs {
    private final List<Input> inputs = new ArrayList<>();
    private InputNames names = InputNames.NONE;

    /**
     * Adds an input; of a window its values too.
     *
     * @param texts what its numbers stand for, empty for numbers
     */
    void add(String name, FeatureKey key, List<String> texts) {
        int index = inputs.size();
        inputs.add(new Input(name, key));
        int elements = 0;
        if (key instanceof FeatureKey.Window window) {
            elements = window.bars();
            for (int place = 0; place < elements; place++) {
                inputs.add(
                        new Input(
                                name + "[" + place + "]",
                                new FeatureKey.WindowElement(window, place)));
            }
        }
        names = names.with(new InputNames.Entry(name, index, elements, texts));
    }

    InputNames names() {
        return names;
    }

    /** {@return all inputs; a window's values follow it} */
    List<Input> inputs() {
        return inputs;
    }

    boolean isEmpty() {
        return inputs.isEmpty();
    }
}
