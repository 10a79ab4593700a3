package dev.shikra.host.engine;

import dev.shikra.api.market.Instrument;
import dev.shikra.host.feature.RowReferences;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which row is an instrument's index, its underlying, or has a given id. Immutable. */
final class InstrumentReferences implements RowReferences {
    private final List<Instrument> instruments;
    private final Map<String, String> indexOf;
    private final Map<String, String> listedAs;
    private final Map<String, Integer> byId = new HashMap<>();
    private final Map<String, Integer> underlyings = new HashMap<>();

    /**
     * @param indexOf id of the index of a segment's or an exchange's instruments; the segment goes
     *     first
     * @param listedAs contracts' name of an underlying to its symbol, where they differ
     */
    InstrumentReferences(
            List<Instrument> instruments,
            Map<String, String> indexOf,
            Map<String, String> listedAs) {
        this.listedAs = listedAs;
        this.instruments = instruments;
        this.indexOf = indexOf;
        for (int row = 0; row < instruments.size(); row++) {
            Instrument instrument = instruments.get(row);
            byId.putIfAbsent(instrument.id(), row);
            if (instrument.contract() == null) {
                underlyings.putIfAbsent(instrument.symbol(), row);
            }
        }
    }

    @Override
    public int row(int row, String instrument) {
        Instrument of = instruments.get(row);
        return switch (instrument) {
            case "index" -> {
                String id = indexOf.getOrDefault(of.segment(), indexOf.get(of.exchange()));
                yield id == null ? -1 : byId.getOrDefault(id, -1);
            }
            case "underlying" -> {
                Instrument.Contract contract = of.contract();
                if (contract == null) {
                    yield -1;
                }
                String name = contract.underlying();
                yield underlyings.getOrDefault(listedAs.getOrDefault(name, name), -1);
            }
            default -> {
                Integer found = byId.get(instrument);
                if (found == null) {
                    throw new IllegalArgumentException(
                            "no instrument of this session is "
                                    + instrument
                                    + ": name one as EXCHANGE:SYMBOL");
                }
                yield found;
            }
        };
    }
}
