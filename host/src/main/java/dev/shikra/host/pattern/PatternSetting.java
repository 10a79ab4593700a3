package dev.shikra.host.pattern;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.pattern.PatternSpec;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.rule.Fires;
import dev.shikra.host.rule.Universe;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A detector that the configuration asks for. Its bytes are kept beside the journal, so that a
 * replay runs the detectors that ran.
 *
 * @param id names its signals; unique among patterns
 * @param spec the detector and its parameters
 * @param behaviour version of the detector's behaviour, as its plugin gives it
 * @param on at whose closed bars it runs
 * @param fires when a match is a signal
 * @param universe which instruments it looks at; prices are not asked
 */
public record PatternSetting(
        String id,
        PatternSpec spec,
        String behaviour,
        Timeframe on,
        Fires fires,
        Universe universe) {
    private static final int VERSION = 1;

    /**
     * {@return 16 hexadecimal digits: hash of detector, behaviour, parameters, timeframe and when
     * it fires; not of the universe}
     */
    public String version() {
        String text = spec + " " + behaviour + " " + on + " " + fires.text();
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** {@return as {@link #decode} reads it; equal settings give equal bytes} */
    public byte[] encode() {
        var out = new StateWriter();
        out.putInt(VERSION);
        out.putString(id);
        out.putString(spec.name());
        out.putInt(spec.parameters().size());
        spec.parameters()
                .forEach((name, value) -> {
                    out.putString(name);
                    out.putString(value);
                });
        out.putString(behaviour);
        out.putInt(on.minutes());
        out.putString(fires.name());
        write(out, universe.segments());
        write(out, universe.symbols());
        return out.toBytes();
    }

    /**
     * @throws StateReader.StateException if it is no such setting
     */
    public static PatternSetting decode(byte[] content) {
        var in = new StateReader(content);
        int version = in.getInt();
        if (version != VERSION) {
            throw new StateReader.StateException(
                    "the pattern has version " + version + "; this host reads " + VERSION);
        }
        String id = in.getString();
        String name = in.getString();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int n = in.getInt(); n > 0; n--) {
            String parameter = in.getString();
            parameters.put(parameter, in.getString());
        }
        return new PatternSetting(
                id,
                new PatternSpec(name, parameters),
                in.getString(),
                new Timeframe(in.getInt()),
                Fires.valueOf(in.getString()),
                Universe.of(strings(in), strings(in)));
    }

    private static void write(StateWriter out, Set<String> strings) {
        out.putInt(strings.size());
        strings.forEach(out::putString);
    }

    private static Set<String> strings(StateReader in) {
        Set<String> strings = new TreeSet<>();
        for (int n = in.getInt(); n > 0; n--) {
            strings.add(in.getString());
        }
        return strings;
    }
}
