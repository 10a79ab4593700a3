package dev.shikra.host.feature;

import dev.shikra.host.feature.FeatureKey.LookBack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives slots to what looks back, and makes the operators that fill them. */
final class LookBacks {
    private final FeaturePlan plan;
    private final StateBlocks blocks;
    private final OperatorOrder order;
    private final Map<FeatureKey, Slice> slices = new HashMap<>();
    private RowReferences references = RowReferences.NONE;

    /** What an operator keeps of an instrument lies at {@code [at, at + size)} of its block. */
    record Slice(int at, int size) {
        static final Slice NONE = new Slice(0, 0);
    }

    LookBacks(FeaturePlan plan, StateBlocks blocks, OperatorOrder order) {
        this.plan = plan;
        this.blocks = blocks;
        this.order = order;
    }

    void refer(RowReferences to) {
        references = to;
    }

    /** {@return where the memory of a key lies that has a slot} */
    Slice slice(LookBack key) {
        return slices.getOrDefault(key, Slice.NONE);
    }

    private int allocate(FeatureKey key, int size) {
        int at = blocks.allocate(size);
        slices.put(key, new Slice(at, size));
        return at;
    }

    /** {@return the slot of a key that has none yet} */
    int slot(LookBack key) {
        return switch (key) {
            case FeatureKey.Ago k -> {
                int of = plan.slot(k.of());
                int on = plan.timeframe(k.on());
                int slot = plan.append(k);
                int at = allocate(k, AgoOperator.stateSize(k.bars()));
                order.add(new AgoOperator(of, slot, k.bars(), at), on);
                yield slot;
            }
            case FeatureKey.Crosses k -> {
                int a = plan.slot(k.a());
                int b = plan.slot(k.b());
                int on = plan.timeframe(k.on());
                int slot = plan.append(k);
                int at = allocate(k, CrossesOperator.STATE_SIZE);
                order.add(new CrossesOperator(a, b, k.above() ? 1 : -1, slot, at), on);
                yield slot;
            }
            case FeatureKey.Window k -> window(k);
            case FeatureKey.WindowElement k -> plan.slot(k.window()) + 1 + k.place();
            case FeatureKey.Rolling k -> rolling(k);
            case FeatureKey.Run k -> {
                int of = plan.slot(k.of());
                int on = plan.timeframe(k.on());
                int slot = plan.append(k);
                int at = allocate(k, RunOperator.STATE_SIZE);
                order.add(new RunOperator(of, slot, k.bars(), k.rising() ? 1 : -1, at), on);
                yield slot;
            }
            case FeatureKey.Computed k -> {
                int[] of = slots(k.of());
                int on = plan.timeframe(k.on());
                int slot = plan.append(k);
                var frame = new double[k.formula().frameSize()];
                order.add(new FormulaOperator(k.formula(), of, frame, slot), on);
                yield slot;
            }
            case FeatureKey.BarsSince k -> {
                int condition = plan.slot(k.condition());
                int on = plan.timeframe(k.on());
                int slot = plan.append(k);
                int at = allocate(k, SinceOperator.STATE_SIZE);
                order.add(new SinceOperator(condition, slot, at), on);
                yield slot;
            }
            case FeatureKey.Within k -> {
                int condition = plan.slot(k.condition());
                int on = plan.timeframe(k.on());
                int slot = plan.append(k);
                int at = allocate(k, WithinOperator.STATE_SIZE);
                order.add(new WithinOperator(condition, slot, k.bars(), at), on);
                yield slot;
            }
            case FeatureKey.Sequence k -> {
                int[] conditions = slots(k.conditions());
                int on = plan.timeframe(k.on());
                int slot = plan.append(k);
                int at = allocate(k, conditions.length);
                order.add(new SequenceOperator(conditions, slot, k.bars(), at), on);
                yield slot;
            }
            case FeatureKey.Accumulated k -> accumulated(k);
            case FeatureKey.Other k -> other(k);
        };
    }

    private int[] slots(List<FeatureKey> keys) {
        return keys.stream().mapToInt(plan::slot).toArray();
    }

    private int window(FeatureKey.Window k) {
        int of = plan.slot(k.of());
        int on = plan.timeframe(k.on());
        int slot = plan.append(k);
        for (int place = 0; place < k.bars(); place++) {
            plan.append(new FeatureKey.WindowElement(k, place));
        }
        int at = allocate(k, WindowOperator.STATE_SIZE);
        order.add(new WindowOperator(of, slot, k.bars(), at), on);
        return slot;
    }

    private int rolling(FeatureKey.Rolling k) {
        int of = plan.slot(k.of());
        int on = plan.timeframe(k.on());
        int slot = plan.append(k);
        order.add(
                switch (k.over()) {
                    case HIGHEST -> extreme(k, of, slot, 1);
                    case LOWEST -> extreme(k, of, slot, -1);
                    case MEAN ->
                            new MeanOperator(
                                    of,
                                    slot,
                                    k.bars(),
                                    allocate(k, MeanOperator.stateSize(k.bars())));
                },
                on);
        return slot;
    }

    private ExtremeOperator extreme(FeatureKey.Rolling k, int of, int slot, int sign) {
        int at = allocate(k, ExtremeOperator.stateSize(k.bars()));
        return new ExtremeOperator(of, slot, k.bars(), sign, at);
    }

    private int accumulated(FeatureKey.Accumulated k) {
        int[] of = slots(k.of());
        int on = plan.timeframe(k.on());
        int slot = plan.append(k);
        order.add(
                new AccumulatorOperator(
                        k.start(),
                        k.next(),
                        of,
                        new double[k.next().frameSize()],
                        k.restart() == FeatureKey.Restart.SESSION,
                        slot,
                        allocate(k, AccumulatorOperator.STATE_SIZE)),
                on);
        return slot;
    }

    private int other(FeatureKey.Other k) {
        var source = new int[blocks.rows()];
        for (int row = 0; row < source.length; row++) {
            source[row] = references.row(row, k.instrument());
        }
        int of = plan.slot(k.of());
        int slot = plan.append(k);
        order.addOther(new OtherOperator(source, of, slot));
        return slot;
    }
}
