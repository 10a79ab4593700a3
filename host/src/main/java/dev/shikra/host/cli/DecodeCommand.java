package dev.shikra.host.cli;

import dev.shikra.api.source.FrameInspector;
import dev.shikra.api.source.FrameInspector.Finding;
import dev.shikra.api.source.FrameInspector.Inspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code decode FILE... [--packet]}: a venue's frames, one a file, to JSON lines on standard
 * output; faults on standard error. Exit code 1 if a file can't be read or a frame has a fault; its
 * good packets are printed all the same.
 */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Shows captured frames as JSON lines, a packet a line.")
public final class DecodeCommand implements Callable<Integer> {
    /** A websocket message of the venues we know is far smaller. */
    private static final long LARGEST_FILE = 64L << 20;

    private final Supplier<? extends List<FrameInspector>> inspectors;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Raw bytes or base64 text; one file is one frame.")
    private List<Path> files = List.of();

    @Option(
            names = "--packet",
            description = "Each file is one bare packet without the frame around it.")
    private boolean packet;

    @Option(
            names = "--format",
            paramLabel = "SOURCE",
            defaultValue = "kite",
            description = "Whose frames they are (default: ${DEFAULT-VALUE}).")
    private String format = "kite";

    @Spec private CommandSpec spec = CommandSpec.create();

    /**
     * @param inspectors those of the installed plugins; asked once a command runs, so that help
     *     needs none
     */
    public DecodeCommand(Supplier<? extends List<FrameInspector>> inspectors) {
        this.inspectors = inspectors;
    }

    @Override
    public Integer call() {
        FrameInspector inspector = inspector();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int exit = 0;
        for (Path file : files) {
            try {
                Inspection inspection = inspect(inspector, FrameFile.read(file, LARGEST_FILE));
                inspection.lines().forEach(out::println);
                for (Finding finding : inspection.findings()) {
                    err.println(
                            file
                                    + ": byte "
                                    + finding.at()
                                    + ": "
                                    + finding.fault()
                                            .name()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace('_', ' ')
                                    + ": "
                                    + finding.reason());
                    exit = 1;
                }
            } catch (NoSuchFileException e) {
                err.println(file + ": there is no such file");
                exit = 1;
            } catch (IOException e) {
                String why =
                        Files.isDirectory(file) ? "it is a folder: give files" : e.getMessage();
                err.println(file + ": can't be read: " + why);
                exit = 1;
            }
            out.flush();
            err.flush();
        }
        return exit;
    }

    private Inspection inspect(FrameInspector inspector, byte[] bytes) {
        return packet ? inspector.inspectPackets(bytes) : inspector.inspectFrame(bytes);
    }

    private FrameInspector inspector() {
        List<FrameInspector> installed = inspectors.get();
        return installed.stream()
                .filter(inspector -> inspector.id().equals(format))
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(),
                                "no plugin reads frames of '"
                                        + format
                                        + "': installed are "
                                        + installed.stream()
                                                .map(FrameInspector::id)
                                                .collect(Collectors.joining(", ", "[", "]"))));
    }
}
