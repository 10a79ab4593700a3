package dev.shikra.host.rule.shape;

import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.spelling.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An object literal with plain keys: {@code { name: value }}. */
final class ObjectShape {
    private static final Set<String> RESERVED =
            Set.of(
                    "__proto__",
                    "constructor",
                    "prototype",
                    "hasOwnProperty",
                    "toString",
                    "valueOf");

    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    private ObjectShape(Node node) {
        this.node = node;
    }

    /**
     * @param what for messages: {@code inputs}
     */
    static ObjectShape read(Node node, String what) {
        if (!node.is("ObjectExpression")) {
            throw node.fault(what + " is an object: write { name: value }");
        }
        var shape = new ObjectShape(node);
        for (Node property : node.children("properties")) {
            if (!property.is("Property")) {
                throw property.fault(
                        "spread (...) is not part of the rule language: write each name out");
            }
            if (property.flag("computed")) {
                throw property.fault(
                        "a name in brackets is not part of the rule language: write it plainly");
            }
            String kind = property.text("kind");
            if (!kind.equals("init")) {
                throw property.fault(
                        "a " + kind + "ter is not part of the rule language: write name: value");
            }
            if (property.flag("method")) {
                throw property.fault(
                        "a method is not part of the rule language: write name: x => ...");
            }
            Node key = property.child("key");
            String name =
                    key.is("Identifier") ? key.text("name") : key.json().path("value").asString("");
            if (RESERVED.contains(name)) {
                throw key.fault("'" + name + "' is reserved: choose another name");
            }
            if (name.isBlank()) {
                throw key.fault("a name is needed here: write it plainly or in quotes");
            }
            if (shape.values.putIfAbsent(name, property.child("value")) != null) {
                throw key.fault("'" + name + "' stands twice in " + what + ": remove one");
            }
            shape.keys.put(name, key);
        }
        return shape;
    }

    /** Refuses keys that are not among {@code known}, with the nearest one. */
    ObjectShape allowing(String what, List<String> known) {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!known.contains(key.getKey())) {
                throw key.getValue()
                        .fault(
                                "unknown key '"
                                        + key.getKey()
                                        + "' in "
                                        + what
                                        + NearestName.hint(key.getKey(), known));
            }
        }
        return this;
    }

    Map<String, Node> values() {
        return values;
    }

    Node key(String name) {
        Node key = keys.get(name);
        return key == null ? node : key;
    }

    Optional<Node> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Node need(String name, String example) {
        return find(name)
                .orElseThrow(() ->
                        node.fault("'" + name + "' is missing: write " + name + ": " + example));
    }

    Node node() {
        return node;
    }
}
