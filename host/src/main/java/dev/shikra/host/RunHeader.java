package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.option.OptionSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a session header holds: all that, beside the records themselves, decides what the engine
 * does. Hashes name contents that are kept beside the journal, so a journal can be replayed where
 * its instruments, calendar and rules are long gone from the configuration.
 *
 * @param source id of the source whose frames the journal holds
 * @param instruments content hash of the instrument list
 * @param calendar content hash of the session calendar's file
 * @param plugins hash of the list of plugins that the engine computes with
 * @param timeframes of the bars, ascending
 * @param options how options are priced, as {@link OptionSettings#text}
 * @param indices index of the instruments of a segment or exchange, as rules read it
 * @param rules rule file to content hash, as they ran when the header was written
 */
record RunHeader(
        String source,
        String instruments,
        String calendar,
        String plugins,
        List<Timeframe> timeframes,
        String options,
        Map<String, String> indices,
        Map<String, String> rules) {
    private static final int VERSION = 3;

    RunHeader {
        timeframes = List.copyOf(timeframes);
        indices = new TreeMap<>(indices);
        rules = new TreeMap<>(rules);
    }

    RunHeader withRules(Map<String, String> now) {
        return new RunHeader(
                source, instruments, calendar, plugins, timeframes, options, indices, now);
    }

    RunHeader withPlugins(String now) {
        return new RunHeader(
                source, instruments, calendar, now, timeframes, options, indices, rules);
    }

    /**
     * {@return what differs from {@code other} that a running engine can't take over, in words;
     * rules, studies and detectors can change, the rest can't}
     */
    List<String> differences(RunHeader other) {
        var found = new ArrayList<String>();
        if (!source.equals(other.source)) {
            found.add("source " + other.source + " instead of " + source);
        }
        if (!instruments.equals(other.instruments)) {
            found.add("other instruments");
        }
        if (!calendar.equals(other.calendar)) {
            found.add("another session calendar");
        }
        if (!timeframes.equals(other.timeframes)) {
            found.add("timeframes " + other.timeframes + " instead of " + timeframes);
        }
        if (!options.equals(other.options)) {
            found.add("other settings of options");
        }
        if (!indices.equals(other.indices)) {
            found.add("other indices of exchanges");
        }
        return found;
    }

    byte[] encode() {
        var out = new StateWriter();
        out.putInt(VERSION);
        out.putString(source);
        out.putString(instruments);
        out.putString(calendar);
        out.putString(plugins);
        out.putInt(timeframes.size());
        timeframes.forEach(timeframe -> out.putInt(timeframe.minutes()));
        out.putString(options);
        putTexts(out, indices);
        putTexts(out, rules);
        return out.toBytes();
    }

    private static void putTexts(StateWriter out, Map<String, String> texts) {
        out.putInt(texts.size());
        texts.forEach((key, value) -> {
            out.putString(key);
            out.putString(value);
        });
    }

    private static Map<String, String> texts(StateReader in) {
        var texts = new TreeMap<String, String>();
        for (int n = in.getInt(); n > 0; n--) {
            String key = in.getString();
            texts.put(key, in.getString());
        }
        return texts;
    }

    /**
     * @throws StateReader.StateException if it is no such header
     */
    static RunHeader decode(byte[] payload) {
        var in = new StateReader(payload);
        int version = in.getInt();
        if (version != VERSION) {
            throw new StateReader.StateException(
                    "the session header has version " + version + "; this host reads " + VERSION);
        }
        String source = in.getString();
        String instruments = in.getString();
        String calendar = in.getString();
        String plugins = in.getString();
        var timeframes = new ArrayList<Timeframe>();
        for (int n = in.getInt(); n > 0; n--) {
            timeframes.add(new Timeframe(in.getInt()));
        }
        String options = in.getString();
        Map<String, String> indices = texts(in);
        return new RunHeader(
                source, instruments, calendar, plugins, timeframes, options, indices, texts(in));
    }

    /** {@return an instrument list as content} */
    static byte[] encodeInstruments(List<Instrument> instruments) {
        var out = new StateWriter();
        out.putInt(instruments.size());
        for (Instrument each : instruments) {
            out.putLong(each.token());
            out.putString(each.symbol());
            out.putString(each.exchange());
            out.putString(each.segment());
            out.putString(each.kind().name());
            out.putDouble(each.tickSize());
            out.putInt(each.lotSize());
            out.putByte(each.traded() ? 1 : 0);
            Instrument.Contract contract = each.contract();
            out.putByte(contract == null ? 0 : 1);
            if (contract != null) {
                out.putString(contract.underlying());
                out.putLong(contract.expiry().toEpochDay());
                out.putDouble(contract.strike());
            }
        }
        return out.toBytes();
    }

    /** {@return the instruments that {@link #encodeInstruments} wrote} */
    static List<Instrument> decodeInstruments(byte[] content) {
        var in = new StateReader(content);
        var instruments = new ArrayList<Instrument>();
        for (int n = in.getInt(); n > 0; n--) {
            instruments.add(
                    new Instrument(
                            in.getLong(),
                            in.getString(),
                            in.getString(),
                            in.getString(),
                            Instrument.Kind.valueOf(in.getString()),
                            in.getDouble(),
                            in.getInt(),
                            in.getByte() == 1,
                            in.getByte() == 0
                                    ? null
                                    : new Instrument.Contract(
                                            in.getString(),
                                            LocalDate.ofEpochDay(in.getLong()),
                                            in.getDouble())));
        }
        return instruments;
    }
}
