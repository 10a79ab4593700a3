package dev.shikra.host.feature;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes features over from one plan to another: their values and what their studies and operators
 * remember. Both plans have the same timeframes and have given slots to the features. Engine thread
 * only.
 */
public final class RowCopy {
    private record Slice(int from, int to, int size) {}

    private record Slot(int from, int to) {}

    private final StateBlocks fromBlocks;
    private final FeatureRows fromRows;
    private final StateBlocks toBlocks;
    private final FeatureRows toRows;
    private final FeaturePlan from;
    private final FeaturePlan to;
    private final List<Slice> slices = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();

    /** By the row that is looked at by studies which compare, where its close stands. */
    private final Map<Integer, List<Slice>> references = new LinkedHashMap<>();

    private final Map<FeatureKey.DayField, Integer> days = new LinkedHashMap<>();

    /**
     * @param keys features of {@code from} that bars tell; each has a slot in both
     */
    public RowCopy(
            FeaturePlan from,
            StateBlocks fromBlocks,
            FeaturePlan to,
            StateBlocks toBlocks,
            Collection<FeatureKey> keys) {
        this.from = from;
        this.fromBlocks = fromBlocks;
        this.fromRows = from.rows();
        this.to = to;
        this.toBlocks = toBlocks;
        this.toRows = to.rows();
        var placed = new ArrayList<StudyPlace>();
        for (FeatureKey key : keys) {
            if (key instanceof FeatureKey.DayValue(FeatureKey.DayField field)
                    && field != FeatureKey.DayField.MINUTES) {
                days.put(field, slot(to, key));
                continue;
            }
            var slot = new Slot(slot(from, key), slot(to, key));
            slots.add(slot);
            switch (key) {
                case FeatureKey.StudyValue value -> {
                    StudyPlace there = from.place(value.on(), value.spec());
                    StudyPlace here = to.place(value.on(), value.spec());
                    if (there != null && here != null && !placed.contains(there)) {
                        placed.add(there);
                        add(there, here);
                    }
                }
                case FeatureKey.LookBack value -> {
                    LookBacks.Slice there = from.lookBacks().slice(value);
                    LookBacks.Slice here = to.lookBacks().slice(value);
                    if (there.size() > 0) {
                        slices.add(new Slice(there.at(), here.at(), there.size()));
                    }
                }
                default -> {}
            }
        }
    }

    private static int slot(FeaturePlan plan, FeatureKey key) {
        int slot = plan.knownSlot(key);
        if (slot < 0) {
            throw new IllegalArgumentException(key.text() + " has no slot here");
        }
        return slot;
    }

    private void add(StudyPlace there, StudyPlace here) {
        slices.add(new Slice(there.at, here.at, there.study.stateSize()));
        if (there.referenceRow >= 0) {
            references
                    .computeIfAbsent(there.referenceRow, row -> new ArrayList<>())
                    .add(new Slice(there.referenceAt, here.referenceAt, 1));
        }
    }

    /** Takes over a row. */
    public void copy(int fromRow, int toRow) {
        double[] there = fromBlocks.of(fromRow);
        double[] here = toBlocks.of(toRow);
        for (Slice slice : slices) {
            System.arraycopy(there, slice.from, here, slice.to, slice.size);
        }
        for (Slice slice : references.getOrDefault(fromRow, List.of())) {
            here[slice.to] = there[slice.from];
        }
        for (Slot slot : slots) {
            toRows.set(toRow, slot.to, fromRows.get(fromRow, slot.from));
        }
        if (to.day().begun(here)) {
            days.forEach((field, slot) -> toRows.set(toRow, slot, to.day().value(here, field)));
        }
        to.restored(toRow);
    }

    /** Takes over the session so far. */
    public void copyDay(int fromRow, int toRow) {
        to.day().copy(fromBlocks.of(fromRow), from.day(), toBlocks.of(toRow));
    }
}
