package dev.shikra.host.cli;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./shikra candles}: all candlestick functions over a file of bars. */
@Command(
        name = "candles",
        description =
                "Prints CSV: idx and a column for each of the 61 candlestick functions, values -200 to 200.")
final class CandlesCommand implements Callable<Integer> {
    private static final String STUDY = "candles";

    @Option(
            names = "--bars",
            paramLabel = "FILE",
            required = true,
            description = "CSV: idx,time_ms,session,open,high,low,close,volume; also .gz.")
    private @Nullable Path bars;

    @Override
    public Integer call() {
        HomeDirectory home = HomeDirectory.current();
        try (Installation host =
                Installation.open(home, home.config(), Map.of(), System.err, System.err)) {
            StudyDescription description = host.studies().descriptions().get(STUDY);
            if (description == null || bars == null) {
                throw new CommandFailed("no installed plugin makes the study '" + STUDY + "'");
            }
            BarFile file = BarFile.read(bars);
            Study study =
                    host.studies()
                            .create(
                                    description.spec(Map.of()),
                                    new SeriesShape(file.timeframe(), file.barsPerSession()));
            var state = new double[study.stateSize()];
            var values = new double[study.outputs().size()];
            var out = new StringBuilder("idx");
            study.outputs()
                    .forEach(output -> out.append(',').append(output.toUpperCase(Locale.ROOT)));
            for (int i = 0; i < file.bars().size(); i++) {
                Bar bar = file.bars().get(i);
                study.commit(bar, state, 0, values, 0);
                out.append('\n').append(file.index().get(i));
                for (double value : values) {
                    out.append(',')
                            .append((int) value); // before a function's first bar NaN becomes 0
                }
            }
            System.out.println(out);
            return 0;
        }
    }
}
