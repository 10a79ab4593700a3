package dev.shikra.host.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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

    private final Path zips;
    private final Path unpacked;

    PluginStore(Path var) {
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
    record Unpacked(Path zip, String sha256, Path folder, PluginDescriptor descriptor) {}

    /**
     * Brings the bundled zips up to date and unpacks whatever is new.
     *
     * @param refused is told of each zip that is left out
     * @return the sound ones, by file name
     */
    List<Unpacked> open(Path bundled, Consumer<PluginProblem> refused) throws IOException {
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
            takeBundled(bundled, refused);
            var sound = new ArrayList<Unpacked>();
            for (Path zip : zipsIn(zips)) {
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
        } finally {
            IN_PROCESS.unlock();
        }
    }

    private void takeBundled(Path bundled, Consumer<PluginProblem> refused) throws IOException {
        if (!Files.isDirectory(bundled)) {
            return;
        }
        for (Path zip : zipsIn(bundled)) {
            Path installed = zips.resolve(zip.getFileName().toString());
            try {
                if (!Files.exists(installed) || Files.mismatch(zip, installed) >= 0) {
                    Path part = Files.createTempFile(zips, ".part-", "");
                    try {
                        Files.copy(zip, part, StandardCopyOption.REPLACE_EXISTING);
                        Files.move(part, installed, StandardCopyOption.ATOMIC_MOVE);
                    } finally {
                        Files.deleteIfExists(part);
                    }
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
        return new Unpacked(zip, sha256, folder, descriptor(folder));
    }

    private static PluginDescriptor descriptor(Path folder) throws PluginRefused {
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

    private static void deleteTree(Path root) throws IOException {
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
