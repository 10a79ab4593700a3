package dev.shikra.host.rule;

import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a rule is made of: from this alone it can be loaded again, anywhere. Immutable.
 *
 * @param path within the rules folder, {@code patterns/x.js} or {@code filters/x.js}
 * @param text of the rule file
 * @param libraries text of each library that it imports, directly or not, by path {@code lib/x.js};
 *     and of each list of instruments that it names, {@code universes/x.txt}
 * @param overrides values that configuration gives to the rule's params, by name
 */
public record RuleSource(
        String path, String text, Map<String, String> libraries, Map<String, Double> overrides) {
    private static final int FORMAT = 0x53_52_53_31; // "SRS1"

    public RuleSource {
        libraries = Collections.unmodifiableMap(new TreeMap<>(libraries));
        overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
    }

    /** {@return where a list of instruments stands among the libraries} */
    public static String universePath(String name) {
        return "universes/" + name + ".txt";
    }

    /** A rule that stands alone. */
    public static RuleSource of(String path, String text) {
        return new RuleSource(path, text, Map.of(), Map.of());
    }

    /** {@return the same bytes for equal sources, as {@link #fromBytes} reads them} */
    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            write(out, path);
            write(out, text);
            out.writeInt(libraries.size());
            for (Map.Entry<String, String> library : libraries.entrySet()) {
                write(out, library.getKey());
                write(out, library.getValue());
            }
            out.writeInt(overrides.size());
            for (Map.Entry<String, Double> override : overrides.entrySet()) {
                write(out, override.getKey());
                out.writeDouble(override.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if {@code bytes} were not made by {@link #toBytes}
     */
    public static RuleSource fromBytes(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORMAT) {
                throw new IllegalArgumentException(
                        "these "
                                + bytes.length
                                + " bytes are no rule source: they don't begin with SRS1");
            }
            String path = read(in);
            String text = read(in);
            var libraries = new TreeMap<String, String>();
            for (int n = in.readInt(); n > 0; n--) {
                String name = read(in);
                libraries.put(name, read(in));
            }
            var overrides = new TreeMap<String, Double>();
            for (int n = in.readInt(); n > 0; n--) {
                String name = read(in);
                overrides.put(name, in.readDouble());
            }
            return new RuleSource(path, text, libraries, overrides);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "these " + bytes.length + " bytes are a damaged rule source: take another copy",
                    e);
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text of " + length + " bytes in " + in.available());
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /**
     * {@return 16 hexadecimal digits: hash of text, libraries and effective params}
     *
     * @param parameters each param of the rule with its effective value
     */
    public String version(Map<String, Double> parameters) {
        byte[] content = new RuleSource("", text, libraries, parameters).toBytes();
        return SyntaxTrees.sha256(content).substring(0, 16);
    }
}
