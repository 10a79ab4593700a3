package dev.shikra.host.rule.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A node of the tree that acorn gives (ESTree), with the file it stands in.
 *
 * @param json as acorn wrote it
 * @param file path within the rules folder
 */
public record Node(JsonNode json, String file) {
    /** {@return ESTree's name of the construct, for example {@code ArrowFunctionExpression}} */
    public String type() {
        return json.path("type").asString("");
    }

    public boolean is(String type) {
        return type().equals(type);
    }

    /** {@return a text property, empty if absent} */
    public String text(String property) {
        return json.path(property).asString("");
    }

    public boolean flag(String property) {
        return json.path(property).asBoolean(false);
    }

    /**
     * The node under a property.
     *
     * @throws RuleFault if there is no such child
     */
    public Node child(String property) {
        return optional(property)
                .orElseThrow(() -> new RuleFault(place(), type() + " has no " + property));
    }

    public Optional<Node> optional(String property) {
        JsonNode found = json.path(property);
        return found.isObject() ? Optional.of(new Node(found, file)) : Optional.empty();
    }

    /** {@return the nodes of a list; holes (as in {@code [1,,2]}) are left out} */
    public List<Node> children(String property) {
        var nodes = new ArrayList<Node>();
        for (JsonNode found : json.path(property)) {
            if (found.isObject()) {
                nodes.add(new Node(found, file));
            }
        }
        return nodes;
    }

    /** {@return every node directly under this one} */
    public List<Node> allChildren() {
        var nodes = new ArrayList<Node>();
        for (JsonNode value : json) {
            if (value.isObject() && value.has("type")) {
                nodes.add(new Node(value, file));
            } else if (value.isArray()) {
                for (JsonNode each : value) {
                    if (each.isObject()) {
                        nodes.add(new Node(each, file));
                    }
                }
            }
        }
        return nodes;
    }

    public Place place() {
        JsonNode start = json.path("loc").path("start");
        return new Place(
                file,
                start.path("line").asInt(1),
                start.path("column").asInt(0) + 1,
                json.path("start").asInt(0),
                json.path("end").asInt(0));
    }

    public RuleFault fault(String message) {
        return new RuleFault(place(), message);
    }
}
