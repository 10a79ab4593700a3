package dev.shikra.plugins.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one connection is subscribed to, as its text messages say. Guarded by the exchange's lock.
 */
final class Subscriptions {
    /** A venue's limit for one connection. */
    static final int MOST = 3_000;

    private static final byte NONE = -1;
    private static final Mode[] MODES = Mode.values();

    private final Map<Long, Integer> places;
    private final byte[] modes;
    private int count;

    Subscriptions(Map<Long, Integer> places) {
        this.places = places;
        modes = new byte[places.size()];
        Arrays.fill(modes, NONE);
    }

    /** What a message led to. */
    sealed interface Outcome {
        /** These places are to get a packet at once. */
        record Changed(List<Integer> places) implements Outcome {}

        /** The client is told what is wrong. */
        record Refused(String reason) implements Outcome {}
    }

    /** Takes a client's message. */
    Outcome take(String text) {
        try {
            JsonNode message = JsonMapper.shared().readTree(text);
            JsonNode value = message.path("v");
            return switch (message.path("a").asString("")) {
                case "subscribe" -> subscribe(value);
                case "unsubscribe" -> unsubscribe(value);
                case "mode" -> mode(value);
                default -> new Outcome.Refused("unknown action");
            };
        } catch (JacksonException e) {
            return new Outcome.Refused("invalid JSON");
        }
    }

    int count() {
        return count;
    }

    boolean has(int place) {
        return modes[place] != NONE;
    }

    /** Only for a place that it {@link #has}. */
    Mode mode(int place) {
        return MODES[modes[place]];
    }

    /** {@return token to mode, for tests and people} */
    Map<Long, Mode> snapshot() {
        var snapshot = new TreeMap<Long, Mode>();
        places.forEach((token, place) -> {
            if (has(place)) {
                snapshot.put(token, mode(place));
            }
        });
        return snapshot;
    }

    private Outcome subscribe(JsonNode tokens) {
        var changed = new java.util.ArrayList<Integer>();
        for (int place : known(tokens)) {
            if (!has(place)) {
                if (count == MOST) {
                    return new Outcome.Refused("more than " + MOST + " instruments");
                }
                modes[place] = (byte) Mode.QUOTE.ordinal();
                count++;
                changed.add(place);
            }
        }
        return new Outcome.Changed(changed);
    }

    private Outcome unsubscribe(JsonNode tokens) {
        for (int place : known(tokens)) {
            if (has(place)) {
                modes[place] = NONE;
                count--;
            }
        }
        return new Outcome.Changed(List.of());
    }

    private Outcome mode(JsonNode value) {
        String name = value.path(0).asString("");
        for (Mode mode : MODES) {
            if (mode.text().equals(name.toLowerCase(Locale.ROOT))) {
                List<Integer> subscribed = known(value.path(1)).stream().filter(this::has).toList();
                subscribed.forEach(place -> modes[place] = (byte) mode.ordinal());
                return new Outcome.Changed(subscribed);
            }
        }
        return new Outcome.Refused("unknown mode");
    }

    /** As the real venue: only numbers count, unknown ones are ignored. */
    private List<Integer> known(JsonNode tokens) {
        return tokens.valueStream()
                .filter(JsonNode::isIntegralNumber)
                .map(token -> places.getOrDefault(token.asLong(), -1))
                .filter(place -> place >= 0)
                .toList();
    }
}
