package dev.shikra.host;

import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.feature.ValueSource;
import dev.shikra.host.rule.cases.RuleCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that a test case gives instead of the stages that would compute them: an option's implied
 * volatility needs no option market then. The engine thread's of the case.
 */
final class CaseValues implements ValueSource {
    private static final String GROUP = "given";

    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<ValueGroup.Value> named = new ArrayList<>();
    private final FeaturePlan features;
    private final double[] now;
    private final int[] slots;

    /**
     * @param features of an engine to which no rule is bound yet
     */
    CaseValues(List<RuleCase.Event> events, FeaturePlan features) {
        this.features = features;
        for (RuleCase.Event event : events) {
            if (event instanceof RuleCase.Event.ValuesEvent given) {
                for (String name : given.values().keySet()) {
                    if (places.putIfAbsent(name, named.size()) == null) {
                        named.add(ValueGroup.Value.number("v" + named.size(), name));
                    }
                }
            }
        }
        now = new double[named.size()];
        Arrays.fill(now, Double.NaN);
        slots = new int[named.size()];
        Arrays.fill(slots, -1);
        if (!named.isEmpty()) {
            features.offer(this);
        }
    }

    /** From now on these hold. */
    void take(Map<String, Double> values) {
        values.forEach((name, value) -> {
            int place = places.get(name);
            now[place] = value;
            if (slots[place] >= 0) {
                features.rows().set(0, slots[place], value);
            }
        });
    }

    @Override
    public ValueGroup group() {
        return new ValueGroup(GROUP, "what a test case gives", ValueGroup.Moves.AT_MINUTES, named);
    }

    @Override
    public void read(int value, int slot) {
        slots[value] = slot;
        features.rows().set(0, slot, now[value]);
    }

    /**
     * {@return the feature that stands for {@code key}: itself, unless it is or reads a given
     * value}
     */
    FeatureKey instead(FeatureKey key) {
        if (named.isEmpty()) {
            return key;
        }
        return switch (key) {
            case FeatureKey.NamedValue v -> {
                Integer place = places.get(v.group() + "." + v.name());
                yield place == null ? v : new FeatureKey.NamedValue(GROUP, named.get(place).name());
            }
            case FeatureKey.Ago v -> new FeatureKey.Ago(instead(v.of()), v.bars(), v.on());
            case FeatureKey.Crosses v ->
                    new FeatureKey.Crosses(instead(v.a()), instead(v.b()), v.above(), v.on());
            case FeatureKey.Window v -> window(v);
            case FeatureKey.WindowElement v ->
                    new FeatureKey.WindowElement(window(v.window()), v.place());
            case FeatureKey.Rolling v ->
                    new FeatureKey.Rolling(instead(v.of()), v.bars(), v.over(), v.on());
            case FeatureKey.Run v ->
                    new FeatureKey.Run(instead(v.of()), v.bars(), v.rising(), v.on());
            case FeatureKey.Computed v -> new FeatureKey.Computed(v.formula(), all(v.of()), v.on());
            case FeatureKey.BarsSince v -> new FeatureKey.BarsSince(instead(v.condition()), v.on());
            case FeatureKey.Within v ->
                    new FeatureKey.Within(instead(v.condition()), v.bars(), v.on());
            case FeatureKey.Sequence v ->
                    new FeatureKey.Sequence(all(v.conditions()), v.bars(), v.on());
            case FeatureKey.Accumulated v ->
                    new FeatureKey.Accumulated(
                            v.start(), v.next(), all(v.of()), v.restart(), v.on());
            case FeatureKey.Other v -> v; // of another instrument nothing is given
            case FeatureKey.BarValue v -> v;
            case FeatureKey.StudyValue v -> v;
            case FeatureKey.DayValue v -> v;
            case FeatureKey.TickValue v -> v;
            case FeatureKey.CandidateValue v -> v;
            case FeatureKey.Constant v -> v;
        };
    }

    private FeatureKey.Window window(FeatureKey.Window v) {
        return new FeatureKey.Window(instead(v.of()), v.bars(), v.on());
    }

    private List<FeatureKey> all(List<FeatureKey> keys) {
        return keys.stream().map(this::instead).toList();
    }
}
