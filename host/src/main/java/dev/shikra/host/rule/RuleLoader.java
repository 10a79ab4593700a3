package dev.shikra.host.rule;

import dev.shikra.host.rule.shape.RuleReader;
import dev.shikra.host.rule.syntax.ModuleReader;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.rule.syntax.Place;
import dev.shikra.host.rule.syntax.RuleFault;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import dev.shikra.host.spelling.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads the rules of a folder: {@code patterns/*.js}, {@code filters/*.js}, with the libraries in
 * {@code lib/*.js} that they import. Each file stands or falls by itself. Anything that does not
 * end in {@code .js}, begins with a dot, or ends in {@code .test.js} is left alone. One thread at a
 * time.
 */
public final class RuleLoader {
    /** Most libraries that one rule may import, directly or not. */
    static final int MOST_LIBRARIES = 64;

    /** Most rules of a folder; kernels and trees of so many fit a small host. */
    public static final int MOST_RULES = 2_000;

    private static final List<String> FOLDERS = List.of("patterns", "filters");

    private final Path directory;
    private final RuleCompiler compiler;
    private final RuleTrial trial;
    private final RuleConfiguration configuration;

    /**
     * @param directory the rules folder
     * @param trial what a checked rule must survive, {@link RuleTrial#NONE} for none
     * @param configuration values for params, and lists of instruments
     */
    public RuleLoader(
            Path directory,
            RuleCompiler compiler,
            RuleTrial trial,
            RuleConfiguration configuration) {
        this.directory = directory;
        this.compiler = compiler;
        this.trial = trial;
        this.configuration = configuration;
    }

    /** {@return a loader like this one for another rules folder} */
    public RuleLoader of(Path other) {
        return new RuleLoader(other, compiler, trial, configuration);
    }

    /** {@return an outcome for each rule file, in the order of their paths} */
    public List<RuleLoad> loadAll() {
        var loads = new ArrayList<RuleLoad>();
        List<String> paths = ruleFiles();
        Set<String> taken = oldest(paths);
        for (String path : paths) {
            loads.add(taken.contains(path) ? load(path) : tooMany(path));
        }
        return withoutDuplicates(loads);
    }

    /**
     * Of too many files the oldest are taken: those that are dropped into a folder displace none
     * that worked there.
     */
    private Set<String> oldest(List<String> paths) {
        if (paths.size() <= MOST_RULES) {
            return Set.copyOf(paths);
        }
        var ages = new TreeMap<String, FileTime>();
        paths.forEach(path -> ages.put(path, changed(path)));
        return paths.stream()
                .sorted(
                        Comparator.comparing((String path) -> ages.getOrDefault(path, NEVER))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_RULES)
                .collect(Collectors.toUnmodifiableSet());
    }

    private FileTime changed(String path) {
        try {
            return Files.getLastModifiedTime(directory.resolve(path), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return NEVER; // loading it says what is wrong
        }
    }

    private static final FileTime NEVER = FileTime.fromMillis(Long.MAX_VALUE);

    /** {@return the refusal of a rule beyond the most that a folder may hold} */
    public static RuleLoad.Rejected tooMany(String path) {
        return RuleLoad.Rejected.at(
                at(path),
                "the folder holds more than "
                        + MOST_RULES
                        + " rules, and the oldest of them run: remove some");
    }

    /**
     * {@return the outcome for one file}
     *
     * @param path within the rules folder, {@code patterns/x.js}
     */
    public RuleLoad load(String path) {
        try {
            RuleSource source = source(path);
            return compile(source);
        } catch (RuleFault fault) {
            return RuleLoad.Rejected.at(fault.place(), fault.text());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unforeseen) {
            // Whatever one file does to the reader, the other rules load.
            return RuleLoad.Rejected.at(
                    at(path),
                    "the file can't be read by the host (" + unforeseen + "): write less");
        }
    }

    /**
     * {@return what loading {@code path} would give if it held {@code text}; the file need not
     * exist}
     */
    public RuleLoad load(String path, String text) {
        try {
            return compile(
                    new RuleSource(
                            path, text, libraries(path, text), configuration.parametersOf(path)));
        } catch (RuleFault fault) {
            return RuleLoad.Rejected.at(fault.place(), fault.text());
        }
    }

    /** {@return the params that {@code text} declares, as if it lay in {@code path}} */
    public List<DeclaredParameter> parameters(String path, String text) {
        try {
            return compiler.parameters(
                    new RuleSource(
                            path, text, libraries(path, text), configuration.parametersOf(path)));
        } catch (RuleFault fault) {
            return List.of(); // the check says what is wrong
        }
    }

    /** {@return the outcome for a source from wherever it came, tried like a file} */
    public RuleLoad compile(RuleSource source) {
        RuleLoad load = compiler.compile(source);
        if (load instanceof RuleLoad.Loaded(String file, Rule rule)) {
            Optional<String> complaint = RuleSize.complaint(rule).or(() -> trial.complaint(rule));
            if (complaint.isPresent()) {
                return new RuleLoad.Rejected(file, 1, 1, complaint.get());
            }
        }
        return load;
    }

    /** {@return paths of the rule files within the folder, sorted} */
    public List<String> ruleFiles() {
        var found = new ArrayList<String>();
        for (String folder : FOLDERS) {
            Path at = directory.resolve(folder);
            if (!Files.isDirectory(at)) {
                continue;
            }
            try (Stream<Path> files = Files.list(at)) {
                files.map(f -> f.getFileName().toString())
                        .filter(RuleLoader::isRuleName)
                        .sorted()
                        .forEach(name -> found.add(folder + "/" + name));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        at + " can't be listed: give the host the right to read it", e);
            }
        }
        return found;
    }

    /** {@return whether a file of this name is looked at; editors' own files are not} */
    static boolean isRuleName(String name) {
        return name.endsWith(".js")
                && !name.startsWith(".")
                && !name.startsWith("#")
                && !name.endsWith(".test.js");
    }

    /** {@return the rule files that import {@code library}, directly or not} */
    public List<String> dependents(String library) {
        var found = new ArrayList<String>();
        for (String path : ruleFiles()) {
            try {
                if (libraries(path, read(path)).containsKey(library)) {
                    found.add(path);
                }
            } catch (RuleFault unreadable) {
                found.add(path); // it may have been this library; loading it says what is wrong
            }
        }
        return found;
    }

    private RuleSource source(String path) {
        String text = read(path);
        return new RuleSource(path, text, libraries(path, text), configuration.parametersOf(path));
    }

    /** Those that can't be read are left out: the import that needs them says so. */
    private Map<String, String> libraries(String path, String text) {
        var found = new LinkedHashMap<String, String>();
        var open = new ArrayDeque<String>();
        open.addAll(imported(path, text));
        while (!open.isEmpty()) {
            String library = open.poll();
            if (found.size() > MOST_LIBRARIES) {
                throw new RuleFault(
                        at(path),
                        "the file imports more than "
                                + MOST_LIBRARIES
                                + " libraries, directly or not: join some of them");
            }
            if (!found.containsKey(library) && isFile(library)) {
                String content = read(library);
                found.put(library, content);
                open.addAll(imported(library, content));
            }
        }
        for (String name : RuleReader.listsOf(compiler.trees().parse(path, text))) {
            Path list = configuration.universes().resolve(name + ".txt");
            if (name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") && Files.isRegularFile(list)) {
                found.put(RuleSource.universePath(name), list(path, list));
            }
        }
        return found;
    }

    private boolean isFile(String library) {
        try {
            return Files.isRegularFile(directory.resolve(library));
        } catch (InvalidPathException e) {
            return false; // no file can have that name
        }
    }

    private static String list(String path, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new RuleFault(
                    at(path), file + " can't be read (" + e + "): check that it is UTF-8 text");
        }
    }

    /**
     * {@return a line for each name that configuration gives params to and that is no rule's file}
     */
    public List<String> strangeParameters() {
        var files =
                ruleFiles().stream()
                        .map(f -> f.substring(f.indexOf('/') + 1).replaceFirst("\\.js$", ""))
                        .toList();
        return configuration.parameters().keySet().stream()
                .filter(name -> !files.contains(name))
                .map(name ->
                        "patterns.yaml gives params to '"
                                + name
                                + "', which is no rule's file"
                                + NearestName.hint(name, files))
                .toList();
    }

    private List<String> imported(String path, String text) {
        Node program = compiler.trees().parse(path, text);
        return ModuleReader.libraryPaths(program);
    }

    private String read(String path) {
        Path file = directory.resolve(path);
        try {
            if (!file.toRealPath().startsWith(directory.toRealPath())) {
                throw new RuleFault(
                        at(path),
                        "the file is a link to a place outside the rules folder: copy it in");
            }
            if (!Files.isRegularFile(file)) {
                throw new RuleFault(
                        at(path),
                        "this is a folder, a pipe or a device, and a rule is a file: remove it");
            }
            if (Files.size(file) > 4L * SyntaxTrees.LONGEST_SOURCE) {
                throw new RuleFault(
                        at(path),
                        "the file has "
                                + Files.size(file)
                                + " bytes; a rule has at most "
                                + SyntaxTrees.LONGEST_SOURCE
                                + " characters: split it");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new RuleFault(at(path), "the file is not UTF-8 text: save it as UTF-8");
        } catch (IOException e) {
            throw new RuleFault(
                    at(path),
                    "the file can't be read (" + e + "): check that it exists and its rights");
        }
    }

    private static Place at(String path) {
        return Place.startOf(path);
    }

    /** Of rules with one id the first file's stays. */
    private static List<RuleLoad> withoutDuplicates(List<RuleLoad> loads) {
        var owners = new LinkedHashMap<String, String>();
        var result = new ArrayList<RuleLoad>();
        for (RuleLoad load : loads) {
            if (load instanceof RuleLoad.Loaded(String file, Rule rule)) {
                String owner = owners.putIfAbsent(rule.id(), file);
                if (owner != null) {
                    result.add(
                            new RuleLoad.Rejected(
                                    file,
                                    1,
                                    1,
                                    "id '"
                                            + rule.id()
                                            + "' is already taken by "
                                            + owner
                                            + ": give this rule another id"));
                    continue;
                }
            }
            result.add(load);
        }
        return result;
    }
}
