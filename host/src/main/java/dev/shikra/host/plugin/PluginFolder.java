package dev.shikra.host.plugin;

import dev.shikra.api.signal.Notifier;
import dev.shikra.api.source.DataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * What a person does with the folder of plugins: check, install, remove, enable, disable, verify. A
 * host that runs on the folder notices by itself. Any thread; hosts that share the folder do not
 * disturb one another.
 */
public final class PluginFolder {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final PluginSetup setup;
    private final PluginStore store;

    /**
     * @param setup where plugins lie; the settings are what a check holds against the keys
     */
    public PluginFolder(PluginSetup setup) {
        this.setup = setup;
        store = new PluginStore(setup.var(), setup.bundled());
    }

    /** A zip as it was found to be. */
    public record Checked(String id, String version, String sha256, List<PluginFinding> findings) {
        /** {@return whether it can be used} */
        public boolean isSound() {
            return findings.stream().noneMatch(each -> each.level() == PluginFinding.Level.ERROR);
        }
    }

    /**
     * Looks a zip over, without installing it: its archive, its descriptor, whether it fits this
     * host and what is installed, and whether its classes load and its extensions can be made. Its
     * code runs for that, as it would when installed.
     *
     * @throws IOException if the file or a place for a trial can't be read or written
     */
    public Checked check(Path zip) throws IOException {
        var findings = new ArrayList<PluginFinding>();
        Path scratch = Files.createTempDirectory("shikra-plugin-");
        String id = "";
        String version = "";
        String sha256 = "";
        try {
            PluginArchive archive = PluginArchive.read(zip);
            sha256 = archive.sha256();
            Path folder = Files.createDirectory(scratch.resolve(sha256));
            archive.unpack(folder);
            var descriptor = PluginStore.descriptor(folder);
            id = Optional.ofNullable(descriptor.getPluginId()).orElse("");
            version = Optional.ofNullable(descriptor.getVersion()).orElse("");
            jars(folder, findings);
            about(descriptor.getProvider(), "plugin.provider", findings);
            about(descriptor.getPluginDescription(), "plugin.description", findings);
            if (!endsTheHost(folder, findings)) {
                load(
                        new PluginStore.Unpacked(
                                zip, sha256, folder, PluginInfo.Origin.INSTALLED, descriptor),
                        findings);
            }
        } catch (PluginRefused e) {
            findings.add(PluginFinding.error(e.reason()));
        } finally {
            PluginStore.deleteTree(scratch);
        }
        return new Checked(id, version, sha256, List.copyOf(findings));
    }

    private static void about(
            @org.jspecify.annotations.Nullable String text,
            String key,
            List<PluginFinding> findings) {
        if (text == null || text.isBlank()) {
            findings.add(
                    PluginFinding.warning(key + " is missing: say it for those who read lists"));
        }
    }

    private static void jars(Path folder, List<PluginFinding> findings) throws IOException {
        Path lib = folder.resolve("lib");
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(lib)) {
            try (Stream<Path> files = Files.list(lib)) {
                files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
            }
        }
        if (jars.isEmpty()) {
            findings.add(
                    PluginFinding.error(
                            "holds no lib/*.jar: a plugin's own jar lies in lib/, beside the"
                                    + " libraries that it needs"));
        }
        for (Path jar : jars) {
            try (var zip = new ZipFile(jar.toFile())) {
                boolean api =
                        zip.stream()
                                .anyMatch(entry -> entry.getName().startsWith("dev/shikra/api/"));
                if (api) {
                    findings.add(
                            PluginFinding.warning(
                                    "lib/"
                                            + jar.getFileName()
                                            + " brings a copy of the plugin API, which is never"
                                            + " used: give plugin-api the scope provided"));
                }
            } catch (IOException e) {
                findings.add(
                        PluginFinding.error(
                                "lib/"
                                        + jar.getFileName()
                                        + " is no sound jar: "
                                        + e.getMessage()));
            }
        }
    }

    /** {@return whether making its extensions may end this JVM: then they are not made} */
    private static boolean endsTheHost(Path folder, List<PluginFinding> findings)
            throws IOException {
        Path lib = folder.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return false;
        }
        boolean ends = false;
        try (Stream<Path> jars = Files.list(lib)) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                for (ExitCalls.Found call : calls(jar)) {
                    String said =
                            "lib/"
                                    + jar.getFileName()
                                    + ": "
                                    + call.where()
                                    + " calls "
                                    + call.what();
                    ends |= call.whenMade();
                    findings.add(
                            call.whenMade()
                                    ? PluginFinding.error(
                                            said
                                                    + ", which ends the host as soon as the plugin"
                                                    + " is loaded: throw an exception, which costs"
                                                    + " the plugin alone")
                                    : PluginFinding.warning(
                                            said
                                                    + ", which ends the host: a plugin is trusted"
                                                    + " code, and nothing holds it back"));
                }
            }
        }
        return ends;
    }

    private static List<ExitCalls.Found> calls(Path jar) {
        try {
            return ExitCalls.in(jar);
        } catch (IOException e) {
            return List.of(); // said already: it is no sound jar
        }
    }

    private void load(PluginStore.Unpacked plugin, List<PluginFinding> findings)
            throws IOException {
        List<String> faults =
                new PluginSelection(ApiVersion.release(), p -> {}).faults(plugin.descriptor());
        if (!faults.isEmpty()) {
            faults.forEach(fault -> findings.add(PluginFinding.error(fault)));
            return;
        }
        var candidates = new ArrayList<>(List.of(plugin));
        for (PluginStore.Unpacked other : store.open(PluginStore.Bundled.TAKE, problem -> {})) {
            if (!plugin.id().equals(other.descriptor().getPluginId())) {
                candidates.add(other);
            }
        }
        List<PluginStore.Unpacked> selected =
                new PluginSelection(ApiVersion.release(), problem -> add(problem, plugin, findings))
                        .select(candidates);
        for (List<PluginStore.Unpacked> members : DependencyGroups.of(selected)) {
            if (members.contains(plugin)) {
                try (PluginGroup group =
                        PluginGroup.load(
                                members,
                                store.root(),
                                id ->
                                        new HostPluginContext(
                                                id,
                                                setup.settings().getOrDefault(id, Map.of()),
                                                setup.var().resolve("plugin-data").resolve(id),
                                                setup.console()),
                                setup.settings(),
                                problem -> add(problem, plugin, findings))) {
                    extensions(plugin, group, findings);
                }
            }
        }
    }

    private static void add(
            PluginProblem problem, PluginStore.Unpacked plugin, List<PluginFinding> findings) {
        if (problem.file().equals(plugin.zip())) {
            findings.add(PluginFinding.error(problem.reason()));
        }
    }

    private static void extensions(
            PluginStore.Unpacked plugin, PluginGroup group, List<PluginFinding> findings) {
        List<Object> own =
                group.extensions().stream()
                        .filter(each -> each.pluginId().equals(plugin.id()))
                        .map(PluginGroup.Extension::instance)
                        .toList();
        boolean runs = group.plugins().stream().anyMatch(each -> each.id().equals(plugin.id()));
        if (runs && own.isEmpty()) {
            findings.add(
                    PluginFinding.error(
                            "brings no extension: put @Extension on the class, and pf4j on the"
                                    + " annotation processor path, so that"
                                    + " META-INF/extensions.idx is written"));
        }
        for (Object extension : own) {
            switch (extension) {
                case Notifier notifier -> name(extension, notifier::id, findings);
                case DataSource source -> name(extension, source::id, findings);
                default -> {}
            }
        }
    }

    private static void name(
            Object extension,
            java.util.function.Supplier<String> id,
            List<PluginFinding> findings) {
        String type = extension.getClass().getName();
        try {
            String name = PluginCalls.call(extension, id::get);
            if (name == null || !NAME.matcher(name).matches()) {
                findings.add(
                        PluginFinding.error(
                                type
                                        + ".id() gives '"
                                        + name
                                        + "': it is a-z, 0-9 and -, for example console"));
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            findings.add(PluginFinding.error(type + ".id() threw " + e));
        }
    }

    /**
     * Installs a zip, if it is sound: it is there as a whole from one moment to the next, as {@code
     * ID.zip}, in place of an older zip of that id.
     *
     * @return what was found; installed if it {@link Checked#isSound}
     * @throws IOException if it can't be read or written
     */
    public Checked install(Path zip) throws IOException {
        Checked checked = check(zip);
        if (!checked.isSound()) {
            return checked;
        }
        String name = checked.id() + ".zip";
        byte[] content = Files.readAllBytes(zip);
        return store.locked(() -> {
            if (store.isBundled(name)) {
                var findings = new ArrayList<>(checked.findings());
                findings.add(
                        PluginFinding.error(
                                "has the id "
                                        + checked.id()
                                        + " of a plugin that comes with the host, which is brought"
                                        + " up to date at each start: give yours another id, and"
                                        + " disable that one"));
                return new Checked(
                        checked.id(), checked.version(), checked.sha256(), List.copyOf(findings));
            }
            store.put(name, content);
            for (Path other : zipsOf(checked.id())) {
                if (!other.getFileName().toString().equals(name)) {
                    Files.delete(other);
                }
            }
            return checked;
        });
    }

    /** {@return zips of the folder that hold a plugin of this id} */
    private List<Path> zipsOf(String id) throws IOException {
        var found = new ArrayList<Path>();
        for (Path zip : store.zips()) {
            Path folder = Files.createTempDirectory("shikra-plugin-");
            try {
                PluginArchive.read(zip).unpack(folder);
                if (id.equals(PluginStore.descriptor(folder).getPluginId())) {
                    found.add(zip);
                }
            } catch (PluginRefused e) {
                continue; // a zip that can't be read has no id
            } finally {
                PluginStore.deleteTree(folder);
            }
        }
        return found;
    }

    /**
     * Removes a plugin's zip.
     *
     * @throws IllegalArgumentException if there is none of this id, or it came with the host
     */
    public void remove(String id) throws IOException {
        store.locked(() -> {
            List<Path> zips = zipsOf(id);
            if (zips.isEmpty()) {
                throw unknown(id);
            }
            for (Path zip : zips) {
                if (store.isBundled(zip.getFileName().toString())) {
                    throw new IllegalArgumentException(
                            "plugin "
                                    + id
                                    + " came with the host and would be back at the next start:"
                                    + " disable it with './shikra plugins disable "
                                    + id
                                    + "'");
                }
                Files.delete(zip);
            }
            return zips;
        });
    }

    /**
     * Lets a plugin run, or not; remembered over restarts.
     *
     * @throws IllegalArgumentException if there is none of this id
     */
    public void enable(String id) throws IOException {
        store.locked(() -> {
            var ids = new TreeSet<>(store.disabled());
            if (!ids.remove(id) && zipsOf(id).isEmpty()) {
                throw unknown(id);
            }
            store.disable(ids);
            return ids;
        });
    }

    /** As {@link #enable}, the other way round. */
    public void disable(String id) throws IOException {
        store.open(PluginStore.Bundled.TAKE, problem -> {});
        store.locked(() -> {
            var ids = new TreeSet<>(store.disabled());
            if (zipsOf(id).isEmpty()) {
                throw unknown(id);
            }
            ids.add(id);
            store.disable(ids);
            return ids;
        });
    }

    /**
     * Asks the hosts that run on this folder to let what waits for a session take over at once.
     *
     * @param request tells this one from others, a time for example
     */
    public void apply(String request) throws IOException {
        store.locked(() -> {
            store.put(PluginRequests.file(), request.getBytes(StandardCharsets.UTF_8));
            return request;
        });
    }

    private IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException(
                "no plugin '"
                        + id
                        + "' is installed: './shikra plugins list' shows those that are");
    }

    /** An installed zip as it was found to be. */
    public record Verified(Path file, Checked checked) {}

    /**
     * {@return every installed zip, looked over as by {@link #check}, and its unpacked copy held
     * against it}
     */
    public List<Verified> verify() throws IOException {
        store.open(PluginStore.Bundled.TAKE, problem -> {});
        var verified = new ArrayList<Verified>();
        for (Path zip : store.zips()) {
            Checked checked = check(zip);
            var findings = new ArrayList<>(checked.findings());
            unpackedDiffers(zip, checked.sha256())
                    .ifPresent(file ->
                            findings.add(
                                    PluginFinding.error(
                                            "its unpacked copy "
                                                    + store.unpackedAt(checked.sha256())
                                                    + " differs from the zip at "
                                                    + file
                                                    + ": delete that folder, it is unpacked anew"
                                                    + " at the next start")));
            verified.add(
                    new Verified(
                            zip,
                            new Checked(
                                    checked.id(),
                                    checked.version(),
                                    checked.sha256(),
                                    List.copyOf(findings))));
        }
        return verified;
    }

    private Optional<Path> unpackedDiffers(Path zip, String sha256) throws IOException {
        Path there = store.unpackedAt(sha256);
        if (sha256.isEmpty() || !Files.isDirectory(there)) {
            return Optional.empty();
        }
        Path fresh = Files.createTempDirectory("shikra-plugin-");
        try {
            PluginArchive.read(zip).unpack(fresh);
            var all = new TreeSet<Path>();
            for (Path root : Arrays.asList(fresh, there)) {
                try (Stream<Path> tree = Files.walk(root)) {
                    tree.filter(Files::isRegularFile)
                            .forEach(file -> all.add(root.relativize(file)));
                }
            }
            return all.stream().filter(file -> differs(fresh, there, file)).findFirst();
        } catch (PluginRefused e) {
            return Optional.empty(); // said already
        } finally {
            PluginStore.deleteTree(fresh);
        }
    }

    private static boolean differs(Path a, Path b, Path file) {
        try {
            return !Files.exists(a.resolve(file))
                    || !Files.exists(b.resolve(file))
                    || Files.mismatch(a.resolve(file), b.resolve(file)) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
