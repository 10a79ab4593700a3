package dev.shikra.plugins.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The formats that ship with the plugin, and those that users describe. Immutable; any thread. */
final class Formats {
    /** Presets, in the order in which a file is held against them. */
    static final List<String> PRESETS =
            List.of(
                    "sample",
                    "nse-minute-2016",
                    "nifty-sensex-minute",
                    "gfdl-futures-ticks",
                    "fyers-index-ticks",
                    "trades",
                    "bars");

    /**
     * A description: one or more formats, told apart by the name of the file or archive member.
     *
     * @param files names of files that it is for
     * @param headers header lines that it is for
     */
    record Description(
            String name, List<Pattern> files, List<List<String>> headers, List<FileFormat> parts) {
        Optional<FileFormat> forMember(String leaf) {
            return parts.stream()
                    .filter(part -> part.members().matcher(leaf).matches())
                    .findFirst();
        }
    }

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private Formats() {}

    /**
     * {@return the description called {@code name}, or that in the file {@code name}}
     *
     * @throws IllegalArgumentException if there is none, or a line of it is wrong
     */
    static Description named(String name) throws IOException {
        if (PRESETS.contains(name)) {
            return preset(name);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            try (InputStream in = Files.newInputStream(Path.of(name))) {
                return read(name, in);
            } catch (NoSuchFileException e) {
                throw new IOException("format description " + name + ": no such file", e);
            }
        }
        throw new IllegalArgumentException("format '" + name + "' is not known: " + known());
    }

    /** {@return the formats there are, for an error} */
    static String known() {
        return "one of " + String.join(", ", PRESETS) + ", capture, or a description FORMAT.yaml";
    }

    /** {@return the preset for a file of this name or with this first line} */
    static Optional<Description> tell(String leaf, List<String> header) throws IOException {
        List<Description> presets = new ArrayList<>();
        for (String name : PRESETS) {
            presets.add(preset(name));
        }
        return presets.stream()
                .filter(each -> each.files().stream().anyMatch(p -> p.matcher(leaf).matches()))
                .findFirst()
                .or(() ->
                        presets.stream()
                                .filter(each -> each.headers().contains(header))
                                .findFirst());
    }

    private static Description preset(String name) throws IOException {
        try (InputStream in = Formats.class.getResourceAsStream("formats/" + name + ".yaml")) {
            if (in == null) {
                throw new IOException(
                        "the plugin lacks its format '" + name + "': install it again");
            }
            return read(name, in);
        }
    }

    private static Description read(String name, InputStream in) {
        JsonNode top;
        try {
            top = YAML.readTree(in);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(name + ": not YAML: " + e.getOriginalMessage(), e);
        }
        return new FormatReader(name).description(top);
    }

    /** {@return a pattern for a name with {@code *} and {@code ?}, whatever the case} */
    static Pattern glob(String text) {
        var regex = new StringBuilder();
        for (char c : text.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
