package dev.shikra.host.rule.syntax;

import dev.shikra.host.spelling.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the top of files: imports, constants, functions, exports. One rule and its libraries. */
public final class ModuleReader {
    private final SyntaxTrees trees;
    private final Map<String, String> libraries;
    private final Set<String> hostNames;
    private final FunctionReader functions;
    private final Map<String, ModuleScope> read = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();

    /**
     * @param libraries text by path within the rules folder, {@code lib/x.js}
     * @param hostNames what {@code 'shikra'} exports
     */
    public ModuleReader(
            SyntaxTrees trees,
            Map<String, String> libraries,
            Set<String> hostNames,
            FunctionReader functions) {
        this.trees = trees;
        this.libraries = new TreeMap<>(libraries);
        this.hostNames = hostNames;
        this.functions = functions;
    }

    /**
     * A rule file: its names, and what it exports by default.
     *
     * @param result the argument of {@code export default}
     */
    public record RuleModule(ModuleScope scope, Node result) {}

    /**
     * Reads a rule file.
     *
     * @throws RuleFault if the file, or a library that it needs, is not right
     */
    public RuleModule rule(String file, String text) {
        Node program = trees.parse(file, text);
        var scope = new ModuleScope(file);
        Optional<Node> result = Optional.empty();
        for (Node node : program.children("body")) {
            if (node.is("ExportDefaultDeclaration")) {
                result = Optional.of(node.child("declaration"));
            } else {
                statement(node, scope);
            }
        }
        return new RuleModule(
                scope,
                result.orElseThrow(() ->
                        new RuleFault(
                                Place.startOf(file),
                                "the file exports no rule: write export default pattern({ ... }) or filter({ ... })")));
    }

    private ModuleScope library(String path, Node importing) {
        ModuleScope known = read.get(path);
        if (known != null) {
            return known;
        }
        if (open.contains(path)) {
            throw importing.fault(
                    "'"
                            + path
                            + "' imports itself ("
                            + String.join(" -> ", open)
                            + "): move what both need into a third file");
        }
        String text = libraries.get(path);
        if (text == null) {
            throw importing.fault(
                    "there is no file '" + path + "'" + NearestName.hint(path, libraries.keySet()));
        }
        open.add(path);
        Node program = trees.parse(path, text);
        var scope = new ModuleScope(path);
        for (Node node : program.children("body")) {
            if (node.is("ExportDefaultDeclaration")) {
                throw node.fault(
                        "a library exports by name: write export function name(a) { ... }");
            }
            statement(node, scope);
        }
        open.removeLast();
        read.put(path, scope);
        return scope;
    }

    private void statement(Node node, ModuleScope scope) {
        switch (node.type()) {
            case "ImportDeclaration" -> imports(node, scope);
            case "ExportNamedDeclaration" -> {
                Node declaration =
                        node.optional("declaration")
                                .orElseThrow(() ->
                                        node.fault(
                                                "export each function where it is declared: export function name(a) { ... }"));
                scope.exported().addAll(declare(declaration, scope));
            }
            case "VariableDeclaration", "FunctionDeclaration" -> declare(node, scope);
            default -> throw atTop(node);
        }
    }

    private static RuleFault atTop(Node node) {
        if (node.is("ExpressionStatement")) {
            Node expression = node.child("expression");
            if (expression.is("AssignmentExpression")) {
                return node.fault(
                        "an assignment at the top of a file is not part of the rule language: write const name = value");
            }
            if (expression.is("AwaitExpression")) {
                return Refusals.construct(expression);
            }
            return node.fault(
                    "the top of a file holds imports, constants, functions and one export default: remove this");
        }
        return Refusals.construct(node);
    }

    private List<String> declare(Node node, ModuleScope scope) {
        if (node.is("FunctionDeclaration")) {
            String name = node.child("id").text("name");
            if (node.flag("async") || node.flag("generator")) {
                throw node.fault(
                        "a function of a rule is neither async nor a generator: write function "
                                + name
                                + "(a) { ... }");
            }
            scope.add(node, name, new Binding.Function(name, node, scope));
            return List.of(name);
        }
        if (!node.is("VariableDeclaration")) {
            throw Refusals.construct(node);
        }
        if (!node.text("kind").equals("const")) {
            throw node.fault(
                    "'"
                            + node.text("kind")
                            + "' at the top of a file could change, and a rule remembers nothing: write const");
        }
        var names = new ArrayList<String>();
        for (Node declarator : node.children("declarations")) {
            Node id = declarator.child("id");
            if (!id.is("Identifier")) {
                throw Refusals.construct(id);
            }
            String name = id.text("name");
            Node init = declarator.child("init");
            scope.add(
                    id,
                    name,
                    init.is("ArrowFunctionExpression")
                            ? new Binding.Function(name, init, scope)
                            : new Binding.Constant(functions.constant(init, scope)));
            names.add(name);
        }
        return names;
    }

    private void imports(Node node, ModuleScope scope) {
        Node source = node.child("source");
        String from = source.json().path("value").asString("");
        boolean host = from.equals("shikra");
        ModuleScope library = host ? scope : library(resolve(source, from, scope.file()), source);
        for (Node specifier : node.children("specifiers")) {
            if (!specifier.is("ImportSpecifier")) {
                throw specifier.fault("import by name: import { name } from '" + from + "'");
            }
            String name = specifier.child("imported").text("name");
            Node local = specifier.child("local");
            if (host) {
                if (!hostNames.contains(name)) {
                    throw specifier.fault(
                            "'shikra' has no '" + name + "'" + NearestName.hint(name, hostNames));
                }
                scope.add(local, local.text("name"), new Binding.HostName(name));
            } else if (!library.exported().contains(name)) {
                throw specifier.fault(
                        "'"
                                + from
                                + "' exports no '"
                                + name
                                + "'"
                                + NearestName.hint(name, library.exported()));
            } else {
                scope.add(
                        local,
                        local.text("name"),
                        library.find(name)
                                .orElseThrow(() -> specifier.fault("'" + name + "' is not there")));
            }
        }
    }

    /** {@return the path within the rules folder; always a file of {@code lib/}} */
    private static String resolve(Node source, String from, String file) {
        if (!from.startsWith("./") && !from.startsWith("../")) {
            throw source.fault(
                    "'"
                            + from
                            + "' can't be imported: a rule imports from 'shikra' and '../lib/file.js'");
        }
        var parts = new ArrayList<String>(List.of(file.split("/")));
        parts.removeLast();
        for (String part : from.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    throw outside(source, from);
                }
                parts.removeLast();
            } else if (!part.equals(".")) {
                parts.add(part);
            }
        }
        String path = String.join("/", parts);
        if (!path.startsWith("lib/") || !path.endsWith(".js") || path.contains("\\")) {
            throw outside(source, from);
        }
        return path;
    }

    private static RuleFault outside(Node source, String from) {
        return source.fault(
                "'"
                        + from
                        + "' is not a .js file in rules/lib: a rule imports from 'shikra' and '../lib/file.js'");
    }

    /** {@return the paths in {@code lib/} that a file imports, as far as they make sense} */
    public static List<String> libraryPaths(Node program) {
        var paths = new ArrayList<String>();
        for (Node node : program.children("body")) {
            if (node.is("ImportDeclaration")) {
                Node source = node.child("source");
                String from = source.json().path("value").asString("");
                pathOf(source, from, program.file()).ifPresent(paths::add);
            }
        }
        return paths;
    }

    /** What makes no sense is said when the rule itself is read. */
    private static Optional<String> pathOf(Node source, String from, String file) {
        try {
            return from.equals("shikra")
                    ? Optional.empty()
                    : Optional.of(resolve(source, from, file));
        } catch (RuleFault noLibrary) {
            return Optional.empty();
        }
    }
}
