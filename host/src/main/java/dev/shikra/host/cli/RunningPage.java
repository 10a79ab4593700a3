package dev.shikra.host.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the page of a running host is, written down so that commands beside it can ask it: {@code
 * var/page.url}. A host that was killed leaves it behind; asking it tells.
 */
final class RunningPage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final URI address;

    private RunningPage(Path file, URI address) {
        this.file = file;
        this.address = address;
    }

    private static Path file(HomeDirectory home) {
        return home.var().resolve("page.url");
    }

    /** Writes down where the page is. */
    static RunningPage write(HomeDirectory home, URI address) throws IOException {
        Path file = file(home);
        Files.createDirectories(home.var());
        Files.writeString(file, address + "\n");
        return new RunningPage(file, address);
    }

    /** {@return where the page of a host of this home was written to be, running or not} */
    static Optional<URI> address(HomeDirectory home) {
        try {
            return Optional.of(URI.create(Files.readString(file(home)).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed(file(home) + " can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * {@return what the running host answers}
     *
     * @param path {@code /api/...}
     * @throws CommandFailed if none runs or it does not answer so; the message says what to do
     */
    static String ask(HomeDirectory home, String path) {
        URI page =
                address(home)
                        .orElseThrow(() ->
                                new CommandFailed(
                                        "no host runs here: start ./shikra run or ./shikra demo, with its page, and ask again"));
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(page.resolve(path)).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CommandFailed(
                        page
                                + " answers "
                                + answer.statusCode()
                                + ": the host must serve its page, admin.serve: page");
            }
            return answer.body();
        } catch (IOException e) {
            throw new CommandFailed(
                    "no host runs here: "
                            + page
                            + ", where one ran, does not answer; start ./shikra run and ask again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            if (Files.exists(file) && Files.readString(file).strip().equals(address.toString())) {
                Files.delete(file);
            }
        } catch (IOException e) {
            return; // whoever asks finds that nobody answers
        }
    }
}
