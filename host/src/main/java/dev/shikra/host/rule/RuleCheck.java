package dev.shikra.host.rule;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Checks rule files for people: one line per fault, {@code file:line:column: message}. */
public final class RuleCheck {
    /** How a check ended. */
    public enum Result {
        OK,
        /** At least one file is refused; each was named. */
        FAILED
    }

    private final Function<Path, RuleLoader> loaders;

    /**
     * @param loaders makes the loader of a rules folder
     */
    public RuleCheck(Function<Path, RuleLoader> loaders) {
        this.loaders = loaders;
    }

    /**
     * Checks files and folders.
     *
     * @param paths rules folders, or files in the {@code patterns}, {@code filters} or {@code lib}
     *     of one; of a library the rules that use it are checked
     * @param out receives a line per fault, and one per good rule
     */
    public Result check(List<Path> paths, PrintWriter out) {
        Result result = Result.OK;
        for (Path path : paths) {
            for (RuleLoad load : loads(path)) {
                switch (load) {
                    case RuleLoad.Loaded(String file, Rule rule) ->
                            out.println(
                                    file
                                            + ": ok ("
                                            + rule.id()
                                            + ", version "
                                            + rule.version()
                                            + ")");
                    case RuleLoad.Rejected rejected -> {
                        out.println(rejected);
                        result = Result.FAILED;
                    }
                }
            }
        }
        out.flush();
        return result;
    }

    private List<RuleLoad> loads(Path given) {
        Path path = given.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            return List.of(
                    new RuleLoad.Rejected(
                            given.toString(), 1, 1, "there is no such file: check the path"));
        }
        if (Files.isDirectory(path)) {
            return ofFolder(given, path);
        }
        Path folder = path.getParent();
        Path root = folder == null ? null : folder.getParent();
        if (folder == null || root == null) {
            return List.of(misplaced(given));
        }
        RuleLoader loader = loaders.apply(root);
        String name = folder.getFileName() + "/" + path.getFileName();
        return switch (String.valueOf(folder.getFileName())) {
            case "patterns", "filters" -> List.of(loader.load(name));
            case "lib" -> loader.dependents(name).stream().map(loader::load).toList();
            default -> List.of(misplaced(given));
        };
    }

    private List<RuleLoad> ofFolder(Path given, Path path) {
        if (Files.isDirectory(path.resolve("patterns"))
                || Files.isDirectory(path.resolve("filters"))) {
            return loaders.apply(path).loadAll();
        }
        var loads = new ArrayList<RuleLoad>();
        try (var files = Files.list(path)) {
            files.filter(f -> RuleLoader.isRuleName(String.valueOf(f.getFileName())))
                    .sorted()
                    .forEach(file -> loads.addAll(loads(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(given + " can't be listed: check its rights", e);
        }
        return loads;
    }

    private static RuleLoad.Rejected misplaced(Path given) {
        return new RuleLoad.Rejected(
                given.toString(),
                1,
                1,
                "a rule lies in patterns/ or filters/ of a rules folder: move it there");
    }
}
