package dev.shikra.bench;

import com.sun.management.ThreadMXBean;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.option.ChainField;
import dev.shikra.host.option.OptionField;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The engine with two chains of 200 options each beside the equities: every option's volatility and
 * Greeks and what the chains say are read, so all of it is computed. Without rules also what it
 * allocates.
 */
final class ChainsBench {
    private static final String NAME = "engine";
    private static final int CHAINS = 2;
    private static final double USUAL = 0.5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Values that are computed when bars end, by libraries that allocate. */
    private static final List<ChainField> NOT_HOT =
            List.of(
                    ChainField.IMPLIED_RATE,
                    ChainField.SMILE_LEVEL,
                    ChainField.SMILE_SLOPE,
                    ChainField.SMILE_CURVATURE,
                    ChainField.SMILE_ERROR);

    private ChainsBench() {}

    static void run(BenchHost host, EngineBench.Plan plan, Results results) throws IOException {
        var feed =
                new MarketFeed(
                        new MarketFeed.Shape(plan.frames(), USUAL, 0, 20240304, CHAINS));
        try (var engine =
                new MeasuredEngine(host, feed, Optional.of(host.rules()), Optional.empty())) {
            readAll(engine, true);
            EngineBench.measure(engine, feed, plan)
                    .report(results, NAME, "warm, two chains of 200 options");
            note(engine, feed, results);
        }
        try (var engine = new MeasuredEngine(host, feed, Optional.empty(), Optional.empty())) {
            readAll(engine, false);
            EngineBench.measure(engine, feed, plan);
            double[] bytes = new double[plan.windows()];
            for (int w = 0; w < bytes.length; w++) {
                engine.moveOn();
                long before = THREADS.getCurrentThreadAllocatedBytes();
                engine.feed(0, feed.frameCount());
                bytes[w] =
                        (double) (THREADS.getCurrentThreadAllocatedBytes() - before)
                                / feed.tickCount();
            }
            results.add(
                    NAME,
                    "allocation, two chains of 200 options",
                    EngineBench.median(bytes),
                    "bytes/tick");
        }
    }

    private static void readAll(MeasuredEngine engine, boolean everything) {
        for (OptionField field : OptionField.values()) {
            engine.engine().features().slot(new FeatureKey.NamedValue("option", field.text()));
        }
        for (ChainField field : ChainField.values()) {
            if (everything || !NOT_HOT.contains(field)) {
                engine.engine().features().slot(new FeatureKey.NamedValue("chain", field.text()));
            }
        }
    }

    /** A figure of options that are not priced must not look like one. */
    private static void note(MeasuredEngine engine, MarketFeed feed, Results results) {
        int slot = engine.engine().features().slot(new FeatureKey.NamedValue("option", "iv"));
        int options = 0;
        int priced = 0;
        for (int row = 0; row < feed.instruments().size(); row++) {
            var contract = feed.instruments().get(row).contract();
            if (contract != null && contract.strike() > 0) {
                options++;
                if (engine.engine().features().rows().get(row, slot) > 0) {
                    priced++;
                }
            }
        }
        if (priced < options * 9 / 10) {
            throw new IllegalStateException(priced + " of " + options + " options are priced");
        }
        results.note(
                String.format(
                        Locale.ROOT,
                        "           %,d of %,d options priced at the end",
                        priced,
                        options));
    }
}
