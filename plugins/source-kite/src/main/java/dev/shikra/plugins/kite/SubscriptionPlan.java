package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one connection subscribes to: the messages to send after each connect, which are always the
 * same. The venue forgets everything when a connection ends. Immutable.
 *
 * @param count instruments
 * @param messages subscriptions first, then modes, each of at most a chunk of tokens
 */
record SubscriptionPlan(int count, List<String> messages) {
    /**
     * {@return a plan for each connection that is needed, filled one after another}
     *
     * @throws IllegalArgumentException if there are more instruments than all connections can take
     */
    static List<SubscriptionPlan> of(List<Instrument> instruments, KiteSettings settings) {
        if (instruments.size() > settings.capacity()) {
            throw new IllegalArgumentException(
                    "kite: "
                            + instruments.size()
                            + " instruments are more than "
                            + settings.connections()
                            + " connections of "
                            + settings.perConnection()
                            + " can follow: narrow the setting 'instruments'");
        }
        var watched = new SymbolPatterns(settings.watched());
        var plans = new ArrayList<SubscriptionPlan>();
        for (List<Instrument> part : parts(instruments, settings.perConnection())) {
            var byMode = new EnumMap<KiteMode, List<Instrument>>(KiteMode.class);
            for (Instrument instrument : part) {
                KiteMode mode =
                        isOption(instrument) || watched.matches(instrument)
                                ? KiteMode.FULL
                                : settings.mode();
                byMode.computeIfAbsent(mode, any -> new ArrayList<>()).add(instrument);
            }
            plans.add(new SubscriptionPlan(part.size(), messages(part, byMode, settings.chunk())));
        }
        return List.copyOf(plans);
    }

    private static boolean isOption(Instrument instrument) {
        return instrument.kind() == Kind.CALL || instrument.kind() == Kind.PUT;
    }

    private static List<String> messages(
            List<Instrument> all, Map<KiteMode, List<Instrument>> byMode, int chunk) {
        var messages = new ArrayList<String>();
        for (List<Instrument> part : parts(all, chunk)) {
            messages.add("{\"a\":\"subscribe\",\"v\":" + tokens(part) + "}");
        }
        byMode.forEach((mode, instruments) -> {
            for (List<Instrument> part : parts(instruments, chunk)) {
                messages.add(
                        "{\"a\":\"mode\",\"v\":[\"" + mode.text() + "\"," + tokens(part) + "]}");
            }
        });
        return List.copyOf(messages);
    }

    private static String tokens(List<Instrument> instruments) {
        return instruments.stream()
                .map(instrument -> Long.toString(instrument.token()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<List<Instrument>> parts(List<Instrument> all, int size) {
        var parts = new ArrayList<List<Instrument>>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return parts;
    }
}
