package dev.shikra.bench;

import dev.shikra.api.signal.Alert;
import dev.shikra.host.engine.EngineOutput;
import dev.shikra.host.journal.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what an engine gives and reads enough of it that nothing can be left out. Engine thread.
 */
final class Tally implements EngineOutput {
    long signals;
    long alerts;
    long rejected;
    double prices;
    final List<String> problems = new ArrayList<>();

    @Override
    public void signal(Alert signal) {
        signals++;
        prices += signal.price() + signal.confidence() + signal.evidence().size();
    }

    @Override
    public void rejected(Alert signal, String filter, String reason) {
        rejected++;
    }

    @Override
    public void voided(String file, long seq, int run) {
        problems.add(file + " was voided at record " + seq);
    }

    @Override
    public void struck(String file, int strikes, boolean rests, String reason) {
        problems.add(file + ": " + reason + (rests ? ", it rests" : ""));
    }

    @Override
    public void alert(Alert alert, long causeSeq) {
        alerts++;
    }

    @Override
    public void refused(String file, String reason) {
        problems.add(file + " was refused: " + reason);
    }

    @Override
    public void delivery(byte[] bytes, int at, int length) {}

    @Override
    public void write(StateWriter out) {}
}
