package dev.shikra.host.cli;

import dev.shikra.host.ScannerSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run writes beside its journal; shared by the commands that run the scanner. */
final class OutputOptions {
    @Option(names = "--alerts", paramLabel = "FILE", description = "Writes alerts as JSON lines.")
    private @Nullable Path alerts;

    @Option(
            names = "--signals",
            paramLabel = "FILE",
            description = "Writes all signals as JSON lines.")
    private @Nullable Path signals;

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description =
                    "Writes the frames as received, to be replayed; their instruments are listed beside it.")
    private @Nullable Path capture;

    boolean captures() {
        return capture != null;
    }

    ScannerSettings.Files files() {
        return new ScannerSettings.Files(
                Optional.ofNullable(signals),
                Optional.ofNullable(alerts),
                Optional.ofNullable(capture));
    }
}
