package dev.shikra.host.rule.form;

import dev.shikra.host.spelling.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A part of a form and its place in it. */
record FormNode(JsonNode json, String path) {
    /** Most parts inside one another; deeper forms are refused rather than read. */
    private static final int DEEPEST = 24;

    FormFault fault(String text) {
        return new FormFault(path.isEmpty() ? "the form" : path, text);
    }

    boolean isObject() {
        return json.isObject();
    }

    boolean isList() {
        return json.isArray();
    }

    /** {@return this, an object whose keys are all known} */
    FormNode object(List<String> keys, String example) {
        if (!json.isObject()) {
            throw fault("is an object: write " + example);
        }
        if (path.chars().filter(c -> c == '.' || c == '[').count() > DEEPEST) {
            throw fault("stands too deep: declare an input and name it");
        }
        for (String key : json.propertyNames()) {
            if (!keys.contains(key)) {
                throw fault("unknown key '" + key + "'" + NearestName.hint(key, keys));
            }
        }
        return this;
    }

    boolean has(String key) {
        return json.has(key) && !json.get(key).isNull();
    }

    Optional<FormNode> find(String key) {
        return has(key)
                ? Optional.of(new FormNode(json.get(key), path.isEmpty() ? key : path + "." + key))
                : Optional.empty();
    }

    FormNode need(String key, String example) {
        return find(key)
                .orElseThrow(
                        () -> fault("'" + key + "' is missing: write \"" + key + "\": " + example));
    }

    /** {@return the parts of an object by key, in order} */
    Map<String, FormNode> parts(String example) {
        if (!json.isObject()) {
            throw fault("is an object: write " + example);
        }
        var parts = new LinkedHashMap<String, FormNode>();
        for (String key : json.propertyNames()) {
            find(key).ifPresent(part -> parts.put(key, part));
        }
        return parts;
    }

    List<FormNode> list(String example) {
        if (!json.isArray()) {
            throw fault("is a list: write " + example);
        }
        var list = new ArrayList<FormNode>();
        for (int i = 0; i < json.size(); i++) {
            list.add(new FormNode(json.get(i), path + "[" + i + "]"));
        }
        return list;
    }

    String text(String example) {
        if (!json.isString()) {
            throw fault("is text: write \"" + example + "\"");
        }
        return json.asString();
    }

    /** {@return a word of a few} */
    String word(List<String> known) {
        String text = text(known.getFirst());
        if (!known.contains(text)) {
            throw fault("unknown word '" + text + "'" + NearestName.hint(text, known));
        }
        return text;
    }

    /** {@return a number as a person writes it} */
    String number() {
        if (!json.isNumber()) {
            throw fault("is a number");
        }
        double value = json.asDouble();
        if (!Double.isFinite(value)) {
            throw fault("is a number that is too large");
        }
        BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
        return plain.scale() < -18 || plain.scale() > 18 ? plain.toString() : plain.toPlainString();
    }

    int whole(String what) {
        if (!json.isNumber() || json.asDouble() != Math.rint(json.asDouble())) {
            throw fault("is a whole number, " + what);
        }
        return (int) json.asDouble();
    }

    boolean truth() {
        if (!json.isBoolean()) {
            throw fault("is true or false");
        }
        return json.asBoolean();
    }
}
