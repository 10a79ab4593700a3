package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.host.engine.PatternRun;
import dev.shikra.host.rule.cases.RuleCase;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Puts candidates before the filters at the bars' ends that a test case says. */
final class ScriptedPattern implements PatternRun {
    /** A candidate with the engine time at which it is found. */
    record Timed(long atMs, RuleCase.Candidate candidate) {}

    private final String id;
    private final List<Timed> candidates;
    private final LongSupplier minuteEnd;
    private RuleCase.@Nullable Candidate now;

    /**
     * @param id of the rule that would find them
     * @param minuteEnd end of the minute that closes, epoch ms
     */
    ScriptedPattern(String id, List<Timed> candidates, LongSupplier minuteEnd) {
        this.id = id;
        this.candidates = List.copyOf(candidates);
        this.minuteEnd = minuteEnd;
    }

    @Override
    public int run(int[] rows, int count) {
        long at = minuteEnd.getAsLong();
        now =
                candidates.stream()
                        .filter(each -> each.atMs() == at)
                        .map(Timed::candidate)
                        .findFirst()
                        .orElse(null);
        return now == null ? 0 : 1;
    }

    private RuleCase.Candidate candidate() {
        RuleCase.Candidate found = now;
        if (found == null) {
            throw new IllegalStateException("there is no match to ask about");
        }
        return found;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return id;
    }

    @Override
    public String version() {
        return "test";
    }

    @Override
    public Fires fires() {
        return Fires.EACH;
    }

    @Override
    public Optional<Timeframe> every() {
        return Optional.of(Timeframe.M1);
    }

    @Override
    public boolean covers(Instrument instrument) {
        return true;
    }

    /** Candidates are of the case's own instrument, which stands first. */
    @Override
    public BitSet covered(List<Instrument> instruments) {
        var first = new BitSet();
        first.set(0);
        return first;
    }

    @Override
    public String failure() {
        return "";
    }

    @Override
    public int row(int match) {
        return 0;
    }

    @Override
    public Direction direction(int match) {
        return Arrays.stream(Direction.values())
                .filter(each -> each.text().equals(candidate().direction()))
                .findFirst()
                .orElse(Direction.LONG);
    }

    @Override
    public double confidence(int match) {
        return candidate().confidence();
    }

    @Override
    public double stop(int match) {
        return candidate().stop();
    }

    @Override
    public double target(int match) {
        return candidate().target();
    }

    @Override
    public List<Evidence> evidence(int row) {
        return List.of();
    }
}
