package dev.shikra.host.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** A plugin made on the spot: source is compiled, indexed by PF4J's processor, zipped. */
final class PluginZip {
    private final Path work;
    private final Map<String, String> descriptor = new LinkedHashMap<>();
    private final Map<String, String> sources = new TreeMap<>();
    private final Set<String> provided = new HashSet<>();

    /**
     * @param work scratch directory of this plugin alone
     */
    PluginZip(Path work, String id) {
        this.work = work;
        descriptor.put("plugin.id", id);
        descriptor.put("plugin.version", "1.0.0");
        descriptor.put("plugin.requires", ">=0.1.0");
        descriptor.put("plugin.description", "made by a test");
    }

    PluginZip with(String property, String value) {
        descriptor.put(property, value);
        return this;
    }

    PluginZip without(String property) {
        descriptor.remove(property);
        return this;
    }

    /**
     * @param name qualified name of the class
     */
    PluginZip source(String name, String text) {
        sources.put(name, text);
        return this;
    }

    /** As {@link #source}, for a class that another plugin brings: compiled against, left out. */
    PluginZip provided(String name, String text) {
        provided.add(name.replace('.', '/') + ".class");
        return source(name, text);
    }

    /** A notifier named after the class; {@code deliver} is the body of its method. */
    PluginZip notifier(String name, String members, String deliver) {
        int dot = name.lastIndexOf('.');
        return source(
                name,
                """
                package %s;
                @org.pf4j.Extension
                public class %s implements dev.shikra.api.signal.Notifier {
                    %s
                    public String id() { return "%s"; }
                    public void deliver(dev.shikra.api.signal.Alert alert) { %s }
                }
                """
                        .formatted(
                                name.substring(0, dot),
                                name.substring(dot + 1),
                                members,
                                name.substring(dot + 1).toLowerCase(Locale.ROOT),
                                deliver));
    }

    /** A factory that makes no study. */
    PluginZip studies(String name) {
        int dot = name.lastIndexOf('.');
        return source(
                name,
                """
                package %s;
                import dev.shikra.api.study.*;
                @org.pf4j.Extension
                public class %s implements StudyFactory {
                    public java.util.List<StudyDescription> studies() { return java.util.List.of(); }
                    public Study create(StudySpec spec, SeriesShape series) { throw new IllegalArgumentException(spec.name()); }
                }
                """
                        .formatted(name.substring(0, dot), name.substring(dot + 1)));
    }

    Path writeTo(Path zip) {
        try {
            Files.createDirectories(zip.getParent());
            Files.write(zip, bytes());
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() throws IOException {
        var properties = new StringBuilder();
        descriptor.forEach((k, v) -> properties.append(k).append('=').append(v).append('\n'));
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("plugin.properties", properties.toString().getBytes(StandardCharsets.UTF_8));
        entries.put("lib/plugin.jar", jar());
        return zip(entries);
    }

    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
                var e = new ZipEntry(entry.getKey());
                e.setTime(0);
                zip.putNextEntry(e);
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private byte[] jar() throws IOException {
        Path classes = Files.createDirectories(work.resolve("classes"));
        Path source = Files.createDirectories(work.resolve("source"));
        var arguments =
                new ArrayList<>(
                        List.of(
                                "-d",
                                classes.toString(),
                                "-proc:full",
                                "-processor",
                                "org.pf4j.processor.ExtensionAnnotationProcessor",
                                "-Xlint:none",
                                "-cp",
                                System.getProperty("java.class.path")));
        for (var entry : sources.entrySet()) {
            Path file = source.resolve(entry.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
            arguments.add(file.toString());
        }
        if (!sources.isEmpty()) {
            var said = new ByteArrayOutputStream();
            int exit =
                    ToolProvider.getSystemJavaCompiler()
                            .run(null, said, said, arguments.toArray(String[]::new));
            if (exit != 0) {
                throw new AssertionError(said.toString(StandardCharsets.UTF_8));
            }
        }
        var entries = new LinkedHashMap<String, byte[]>();
        try (Stream<Path> tree = Files.walk(classes)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!provided.contains(name)) {
                    entries.put(name, Files.readAllBytes(file));
                }
            }
        }
        return zip(entries);
    }
}
