package dev.shikra.host.engine;

import dev.shikra.api.market.Instrument;
import dev.shikra.host.feature.RowReferences;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which row is an instrument's index, its underlying, or has a given id. Immutable. */
final class InstrumentReferences implements RowReferences {
    /** Index of an exchange's instruments, by exchange. */
    static final Map<String, String> INDEX_OF =
            Map.of(
                    "NSE", "NSE:NIFTY 50",
                    "NFO", "NSE:NIFTY 50",
                    "BSE", "BSE:SENSEX",
                    "BFO", "BSE:SENSEX");

    /** Indices whose derivatives are listed under another name than the index itself. */
    private static final Map<String, String> LISTED_AS =
            Map.of(
                    "NIFTY", "NIFTY 50",
                    "BANKNIFTY", "NIFTY BANK",
                    "FINNIFTY", "NIFTY FIN SERVICE",
                    "MIDCPNIFTY", "NIFTY MID SELECT",
                    "NIFTYNXT50", "NIFTY NEXT 50");

    private final List<Instrument> instruments;
    private final Map<String, String> indexOf;
    private final Map<String, Integer> byId = new HashMap<>();
    private final Map<String, Integer> underlyings = new HashMap<>();

    InstrumentReferences(List<Instrument> instruments, Map<String, String> indexOf) {
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
                yield underlyings.getOrDefault(LISTED_AS.getOrDefault(name, name), -1);
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
