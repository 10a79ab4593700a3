package dev.shikra.plugins.kite;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the ticker says in words: order updates, errors, notices. Logged, never fatal. */
final class TextMessages {
    private static final Logger log = LoggerFactory.getLogger(TextMessages.class);
    private static final int LONGEST = 500;

    private final Secrets secrets;

    TextMessages(Secrets secrets) {
        this.secrets = secrets;
    }

    void take(int connection, String text) {
        try {
            JsonNode message = JsonMapper.shared().readTree(text);
            JsonNode data = message.path("data");
            switch (message.path("type").asString("")) {
                case "order" ->
                        log.info(
                                "kite connection {}: order {} is {}",
                                connection,
                                shown(data.path("order_id")),
                                shown(data.path("status")));
                case "error" ->
                        log.warn("kite connection {}: the venue says: {}", connection, shown(data));
                case "message" ->
                        log.info("kite connection {}: the venue says: {}", connection, shown(data));
                default ->
                        log.debug(
                                "kite connection {}: a text of {} characters and no known type",
                                connection,
                                text.length());
            }
        } catch (JacksonException e) {
            log.debug(
                    "kite connection {}: a text of {} characters that is not JSON",
                    connection,
                    text.length());
        }
    }

    /** One line without secrets. */
    private String shown(JsonNode node) {
        String text = node.isString() ? node.asString() : node.toString();
        String line = secrets.hide(text).replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
