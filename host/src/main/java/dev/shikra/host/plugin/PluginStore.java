package dev.shikra.host.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PropertiesPluginDescriptorFinder;

/**
 * The folder {@code plugins} of a host's directory: zips, and each unpacked in a folder named after
 * its content. A folder once made is never written again, so hosts that share the directory, even
 * of different builds, do not disturb one another; what they do to the folder they do one at a time
 * under a file lock.
 */
final class PluginStore {
    /** Longer than any run of a host: a folder nobody has loaded for so long is not in use. */
    private static final Duration KEEP_UNPACKED = Duration.ofDays(30);

    /** File locks are between processes; inside this one they need a lock as well. */
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    private static final String DISABLED = "disabled.txt";

    private final Path bundled;
    private final Path zips;
    private final Path unpacked;

    /**
     * @param bundled directory of the zips that came with the host; it may be absent
     */
    PluginStore(Path var, Path bundled) {
        this.bundled = bundled;
        this.zips = var.resolve("plugins");
        this.unpacked = zips.resolve(".unpacked");
    }

    Path root() {
        return zips;
    }

    /**
     * A zip, unpacked.
     *
     * @param folder where its content lies
     */
    record Unpacked(
            Path zip,
            String sha256,
            Path folder,
            PluginInfo.Origin origin,
            PluginDescriptor descriptor) {
        String id() {
            return descriptor.getPluginId();
        }
    }

    /** Whether the bundled zips are brought up to date. */
    enum Bundled {
        TAKE,
        LEAVE
    }

    /** Something to do with the folder while no other host touches it. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does {@code work} while no other host touches the folder. */
    <T> T locked(Work<T> work) throws IOException {
        Files.createDirectories(unpacked);
        IN_PROCESS.lock();
        try (FileChannel channel =
                        FileChannel.open(
                                zips.resolve(".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!held.isValid()) {
                throw new IOException(zips + " can't be locked");
            }
            return work.run();
        } finally {
            IN_PROCESS.unlock();
        }
    }

    /**
     * Brings the bundled zips up to date, if asked to, and unpacks whatever is new.
     *
     * @param refused is told of each zip that is left out
     * @return the sound ones, by file name
     */
    List<Unpacked> open(Bundled what, Consumer<PluginProblem> refused) throws IOException {
        return locked(() -> {
            if (what == Bundled.TAKE) {
                takeBundled(refused);
            }
            var sound = new ArrayList<Unpacked>();
            for (Path zip : zips()) {
                try {
                    sound.add(unpack(zip));
                } catch (PluginRefused e) {
                    refused.accept(new PluginProblem(zip, e.reason()));
                } catch (IOException e) {
                    refused.accept(new PluginProblem(zip, "can't be read or unpacked: " + e));
                }
            }
            deleteForgotten();
            return sound;
        });
    }

    /**
     * {@return zips from elsewhere, unpacked}
     *
     * @throws PluginRefused if one of them is not sound
     */
    List<Unpacked> unpacked(List<Path> zips) throws IOException, PluginRefused {
        var sound = new ArrayList<Unpacked>();
        var refused = new ArrayList<PluginRefused>();
        locked(() -> {
            for (Path zip : zips) {
                try {
                    sound.add(unpack(zip));
                } catch (PluginRefused e) {
                    refused.add(e);
                }
            }
            return sound;
        });
        if (!refused.isEmpty()) {
            throw refused.getFirst();
        }
        return sound;
    }

    /** {@return the zips of the folder, by name} */
    List<Path> zips() throws IOException {
        return zipsIn(zips);
    }

    /** {@return where a zip of this content is unpacked} */
    Path unpackedAt(String sha256) {
        return unpacked.resolve(sha256);
    }

    /** {@return whether a zip of this name came with the host} */
    boolean isBundled(String fileName) {
        return Files.exists(bundled.resolve(fileName));
    }

    /** {@return ids of the plugins that are not to run} */
    Set<String> disabled() throws IOException {
        Path file = zips.resolve(DISABLED);
        if (!Files.exists(file)) {
            return Set.of();
        }
        var ids = new TreeSet<String>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                ids.add(line.strip());
            }
        }
        return ids;
    }

    /** Writes down which plugins are not to run. */
    void disable(Set<String> ids) throws IOException {
        String text =
                "# Plugins that are not to run, an id a line: ./shikra plugins enable|disable ID\n"
                        + ids.stream().sorted().map(id -> id + "\n").collect(Collectors.joining());
        put(DISABLED, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file of the folder: whoever looks sees the old one or the new one, whole. */
    void put(String name, byte[] content) throws IOException {
        Path part = Files.createTempFile(zips, ".part-", "");
        try {
            Files.write(part, content);
            Files.move(
                    part,
                    zips.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void takeBundled(Consumer<PluginProblem> refused) throws IOException {
        if (!Files.isDirectory(bundled)) {
            return;
        }
        for (Path zip : zipsIn(bundled)) {
            Path installed = zips.resolve(zip.getFileName().toString());
            try {
                if (!Files.exists(installed) || Files.mismatch(zip, installed) >= 0) {
                    put(zip.getFileName().toString(), Files.readAllBytes(zip));
                }
            } catch (IOException e) {
                refused.accept(
                        new PluginProblem(zip, "can't be copied to " + installed + ": " + e));
            }
        }
    }

    private Unpacked unpack(Path zip) throws IOException, PluginRefused {
        PluginArchive archive = PluginArchive.read(zip);
        String sha256 = archive.sha256();
        Path folder = unpacked.resolve(sha256);
        if (!Files.isDirectory(folder)) {
            Path part = Files.createTempDirectory(unpacked, ".part-");
            try {
                archive.unpack(part);
                descriptor(part);
                Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                deleteTree(part);
            }
        }
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
        PluginInfo.Origin origin =
                isBundled(zip.getFileName().toString())
                        ? PluginInfo.Origin.BUNDLED
                        : PluginInfo.Origin.INSTALLED;
        return new Unpacked(zip, sha256, folder, origin, descriptor(folder));
    }

    static PluginDescriptor descriptor(Path folder) throws PluginRefused {
        if (!Files.isRegularFile(folder.resolve("plugin.properties"))) {
            throw new PluginRefused(
                    "has no plugin.properties at its root: a plugin's zip holds plugin.properties"
                            + " and lib/*.jar");
        }
        try {
            return new PropertiesPluginDescriptorFinder().find(folder);
        } catch (PluginRuntimeException | IllegalArgumentException e) {
            throw new PluginRefused("its plugin.properties can't be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> zipsIn(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> zips = Files.newDirectoryStream(folder, "*.zip")) {
            zips.forEach(found::add);
        }
        found.removeIf(file -> !Files.isRegularFile(file));
        found.sort(null);
        return found;
    }

    private void deleteForgotten() throws IOException {
        FileTime before = FileTime.from(Instant.now().minus(KEEP_UNPACKED));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(unpacked)) {
            for (Path folder : folders) {
                if (Files.getLastModifiedTime(folder).compareTo(before) < 0) {
                    deleteTree(folder);
                }
            }
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(root)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
