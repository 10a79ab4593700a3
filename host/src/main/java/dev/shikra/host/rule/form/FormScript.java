package dev.shikra.host.rule.form;

import dev.shikra.host.rule.syntax.ReservedWords;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the parts of one rule share while it is written: its imports and its names. */
final class FormScript {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,63}");

    /** In the order in which people write them; what is not here comes in between. */
    private static final List<String> FIRST = List.of("pattern", "filter", "bar", "tick", "day");

    private final Set<String> imports = new TreeSet<>();
    private final Set<String> inputs = new TreeSet<>();
    private final Set<String> parameters = new TreeSet<>();

    /** {@return the name, which the rule imports from now on} */
    String imported(String name) {
        imports.add(name);
        return name;
    }

    String importLine() {
        var names = new java.util.ArrayList<String>();
        FIRST.stream().filter(imports::contains).forEach(names::add);
        imports.stream().filter(name -> !FIRST.contains(name)).forEach(names::add);
        return "import { " + String.join(", ", names) + " } from 'shikra';\n";
    }

    static String name(FormNode at, String name, String what) {
        if (!NAME.matcher(name).matches() || ReservedWords.ALWAYS.contains(name)) {
            throw at.fault(
                    "'"
                            + name
                            + "' is no name of "
                            + what
                            + ": write letters and digits, such as 'close'");
        }
        return name;
    }

    void declareInput(FormNode at, String name) {
        inputs.add(name(at, name, "an input"));
    }

    void declareParameter(FormNode at, String name) {
        parameters.add(name(at, name, "a param"));
    }

    String input(FormNode at) {
        return known(at, inputs, "input");
    }

    String parameter(FormNode at) {
        return known(at, parameters, "param");
    }

    private static String known(FormNode at, Set<String> known, String what) {
        String name = at.text("close");
        if (!known.contains(name)) {
            throw at.fault(
                    "no "
                            + what
                            + " is called '"
                            + name
                            + "'"
                            + dev.shikra.host.spelling.NearestName.hint(name, known));
        }
        return name;
    }

    /** {@return text in single quotes} */
    static String quoted(String text) {
        var out = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\'' -> out.append("\\'");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\u2028', '\u2029' -> out.append(' ');
                default -> out.append(c < ' ' ? ' ' : c);
            }
        }
        return out.append('\'').toString();
    }
}
