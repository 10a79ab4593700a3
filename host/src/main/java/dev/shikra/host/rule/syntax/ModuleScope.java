package dev.shikra.host.rule.syntax;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names at the top of one file. */
public final class ModuleScope {
    private final String file;
    private final Map<String, Binding> names = new LinkedHashMap<>();
    private final Set<String> exported = new LinkedHashSet<>();

    ModuleScope(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    public Optional<Binding> find(String name) {
        return Optional.ofNullable(names.get(name));
    }

    Map<String, Binding> names() {
        return names;
    }

    Set<String> exported() {
        return exported;
    }

    void add(Node place, String name, Binding binding) {
        if (names.putIfAbsent(name, binding) != null) {
            throw place.fault("'" + name + "' is declared twice: give one of them another name");
        }
    }
}
