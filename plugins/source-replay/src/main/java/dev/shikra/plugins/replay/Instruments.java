package dev.shikra.plugins.replay;

import dev.shikra.api.market.Instrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The instruments that rows name, in the order of their first rows. One thread. */
final class Instruments {
    private final List<Instrument> list = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    /** {@return the place of a symbol, which is added if it is new} */
    int place(String symbol, FileFormat format) {
        FileFormat.Terms terms = format.termsOf(symbol);
        return places.computeIfAbsent(
                terms.exchange() + ":" + symbol,
                _ -> {
                    list.add(
                            new Instrument(
                                    list.size() + 1L,
                                    symbol,
                                    terms.exchange(),
                                    terms.segment(),
                                    terms.kind(),
                                    terms.tick(),
                                    terms.lot(),
                                    terms.traded(),
                                    terms.contract()));
                    return list.size() - 1;
                });
    }

    Instrument at(int place) {
        return list.get(place);
    }

    List<Instrument> list() {
        return List.copyOf(list);
    }
}
