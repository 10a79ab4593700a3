package dev.shikra.plugins.kite;

import dev.shikra.api.source.LoginNeededException;
import dev.shikra.api.source.SourceUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The instrument master, downloaded once a day and kept by date. Where today's can't be had, the
 * newest older one serves, and that is said. For one thread.
 */
final class InstrumentMaster {
    private static final int KEPT = 5;

    private final Path folder;
    private final KiteApi api;

    InstrumentMaster(Path cacheDirectory, KiteApi api) {
        folder = cacheDirectory.resolve("kite");
        this.api = api;
    }

    /**
     * {@return the master of the day that the settings' clock says it is in India}
     *
     * @throws LoginNeededException if it is to be downloaded and there is no token that serves: the
     *     message says where to log in
     * @throws SourceUnavailableException if there is none, and none can be downloaded now
     * @throws IOException if one that is kept can't be read
     */
    static InstrumentCsv.Content today(
            Path cacheDirectory, KiteSettings settings, LoginGate gate, Secrets secrets)
            throws IOException, InterruptedException {
        LocalDate today = LocalDate.ofInstant(settings.clock().instant(), WeekdayHours.INDIA);
        var master = new InstrumentMaster(cacheDirectory, new KiteApi(settings, secrets));
        Optional<Token> token = gate.token();
        try {
            return master.of(today, token);
        } catch (LoginNeededException e) {
            token.ifPresent(gate::refuse);
            throw new LoginNeededException(
                    "today's instrument master can't be had: "
                            + e.getMessage()
                            + ": "
                            + settings.loginRemedy());
        }
    }

    /** {@return the newest master that is kept; empty if there is none} */
    static Optional<InstrumentCsv.Content> kept(Path cacheDirectory, KiteSettings settings)
            throws IOException {
        Optional<Path> newest =
                new InstrumentMaster(cacheDirectory, new KiteApi(settings, settings.secrets()))
                        .newest();
        return newest.isPresent() ? Optional.of(read(newest.get())) : Optional.empty();
    }

    private InstrumentCsv.Content of(LocalDate day, Optional<Token> token)
            throws IOException, InterruptedException {
        Path today = folder.resolve("instruments-" + day + ".csv");
        if (!Files.exists(today)) {
            try {
                if (token.isEmpty()) {
                    throw new LoginNeededException("there is no valid token");
                }
                store(api.instruments(token.get()), today);
            } catch (LoginNeededException e) {
                throw e; // without a token nothing comes at all, so an older one is of no use
            } catch (IOException e) {
                Optional<Path> older = newest();
                if (older.isEmpty()) {
                    throw none(e);
                }
                InstrumentCsv.Content content = read(older.get());
                return new InstrumentCsv.Content(
                        content.instruments(),
                        content.skipped(),
                        "that of "
                                + day
                                + ", which can't be had ("
                                + e.getMessage()
                                + "): "
                                + older.get().getFileName()
                                + " serves instead, without newer contracts; start again when the"
                                + " network is back");
            }
        }
        return read(today);
    }

    private static SourceUnavailableException none(IOException cause) {
        return new SourceUnavailableException(
                "there is no instrument master and none can be downloaded: "
                        + cause.getMessage()
                        + "; check the network and apiUrl");
    }

    /** Keeps the file only if it reads well. */
    private void store(byte[] bytes, Path file) throws IOException {
        Files.createDirectories(folder);
        Path fresh = folder.resolve(file.getFileName() + ".new");
        Files.write(fresh, plain(bytes));
        if (read(fresh).instruments().isEmpty()) {
            Files.delete(fresh);
            throw new IOException("the instrument master that came is empty");
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        List<Path> kept = kept();
        for (Path old : kept.subList(0, Math.max(0, kept.size() - KEPT))) {
            Files.deleteIfExists(old);
        }
    }

    private static byte[] plain(byte[] bytes) throws IOException {
        boolean gzip = bytes.length > 2 && bytes[0] == 0x1F && (bytes[1] & 0xFF) == 0x8B;
        if (!gzip) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static InstrumentCsv.Content read(Path file) throws IOException {
        try (var in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            return InstrumentCsv.read(in);
        }
    }

    private Optional<Path> newest() throws IOException {
        return Optional.of(kept()).filter(files -> !files.isEmpty()).map(List::getLast);
    }

    private List<Path> kept() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.getFileName()
                                    .toString()
                                    .matches("instruments-\\d{4}-\\d\\d-\\d\\d\\.csv"))
                    .sorted()
                    .toList();
        }
    }
}
