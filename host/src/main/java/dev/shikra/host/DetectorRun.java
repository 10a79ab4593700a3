package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.pattern.PatternDetector;
import dev.shikra.api.pattern.PatternInput;
import dev.shikra.api.pattern.PatternMatch;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.host.engine.PatternRun;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.pattern.PatternSetting;
import dev.shikra.host.study.StudyCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plugin's pattern detector as the engine runs it. What it throws makes the run fail. */
final class DetectorRun implements PatternRun {
    private final PatternSetting setting;
    private final String version;
    private final Fires fires;
    private final Optional<Timeframe> every;
    private final PatternDetector detector;
    private final FeaturePlan features;
    private final int[] slots;
    private final int at;

    private final double[] inputs;
    private final PatternMatch match = new PatternMatch();
    private final int[] matched;
    private final Direction[] direction;
    private final double[] confidence;
    private final double[] stop;
    private final double[] target;
    private final List<List<Evidence>> evidence;
    private String failure = "";

    /**
     * @throws IllegalArgumentException if it reads what there is not here
     */
    DetectorRun(
            PatternSetting setting,
            PatternDetector detector,
            StudyCatalog studies,
            FeaturePlan features,
            int known) {
        this.setting = setting;
        this.detector = detector;
        this.features = features;
        version = setting.version();
        fires =
                switch (setting.fires()) {
                    case EDGE -> Fires.EDGE;
                    case EACH -> Fires.EACH;
                    case ONCE -> Fires.ONCE;
                };
        every = Optional.of(setting.on());
        List<PatternInput> read = List.copyOf(detector.inputs());
        List<FeatureKey> keys =
                read.stream().map(input -> key(input, setting.on(), studies)).toList();
        slots = keys.stream().mapToInt(features::slot).toArray();
        at = known >= 0 ? known : features.allocate(detector.stateSize());
        inputs = new double[slots.length];
        int rows = features.rows().rows();
        matched = new int[rows];
        direction = new Direction[rows];
        confidence = new double[rows];
        stop = new double[rows];
        target = new double[rows];
        evidence = new ArrayList<>(java.util.Collections.nCopies(rows, List.of()));
    }

    /** {@return where its state begins in each instrument's} */
    int at() {
        return at;
    }

    private static FeatureKey key(PatternInput input, Timeframe on, StudyCatalog studies) {
        return switch (input) {
            case PatternInput.OfBar(PatternInput.BarField field, Optional<Timeframe> other) ->
                    new FeatureKey.BarValue(
                            other.orElse(on), FeatureKey.BarField.valueOf(field.name()), false);
            case PatternInput.OfStudy study -> {
                StudyDescription description = studies.descriptions().get(study.study());
                if (description == null) {
                    throw new IllegalArgumentException(
                            "it reads the study '"
                                    + study.study()
                                    + "', which no installed plugin makes");
                }
                yield new FeatureKey.StudyValue(
                        study.on().orElse(on),
                        description.spec(study.parameters()),
                        study.output(),
                        false);
            }
        };
    }

    @Override
    public int run(int[] rows, int count) {
        int matches = 0;
        for (int k = 0; k < count; k++) {
            int row = rows[k];
            for (int i = 0; i < slots.length; i++) {
                inputs[i] = features.rows().get(row, slots[i]);
            }
            boolean found;
            match.clear();
            try {
                found = detector.detect(inputs, features.state(row), at, match);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failure = e.toString();
                return FAILED;
            }
            if (found) {
                if (!(match.confidence >= 0 && match.confidence <= 1)) {
                    failure = "confidence " + match.confidence + " is not from 0 to 1";
                    return FAILED;
                }
                matched[matches] = row;
                direction[matches] = match.direction;
                confidence[matches] = match.confidence;
                stop[matches] = match.stop;
                target[matches] = match.target;
                evidence.set(row, match.evidence());
                matches++;
            }
        }
        return matches;
    }

    @Override
    public String id() {
        return setting.id();
    }

    @Override
    public String name() {
        return setting.id();
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Fires fires() {
        return fires;
    }

    @Override
    public Optional<Timeframe> every() {
        return every;
    }

    @Override
    public boolean covers(Instrument instrument) {
        return setting.universe().covered(List.of(instrument)).get(0);
    }

    @Override
    public String failure() {
        return failure;
    }

    @Override
    public int row(int match) {
        return matched[match];
    }

    @Override
    public Direction direction(int match) {
        return direction[match];
    }

    @Override
    public double confidence(int match) {
        return confidence[match];
    }

    @Override
    public double stop(int match) {
        return stop[match];
    }

    @Override
    public double target(int match) {
        return target[match];
    }

    @Override
    public List<Evidence> evidence(int row) {
        return evidence.get(row);
    }
}
