package dev.shikra.host.cli;

import dev.shikra.host.rule.RuleLoad;
import dev.shikra.host.rule.history.RuleHistory;
import dev.shikra.host.rule.history.RuleVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./shikra rules rollback}: an old version becomes the newest. */
@Command(
        name = "rollback",
        description =
                "Writes an old version of a rule file back, if it still passes the check and the trial; a running host takes it over. Without VERSION the one before the last.")
final class RulesRollbackCommand implements java.util.concurrent.Callable<Integer> {
    @ParentCommand private RulesCommand rules;

    @Parameters(index = "0", paramLabel = "FILE", description = "A rule file, or a rule's id.")
    private String file = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "Its number in rules history.")
    private @Nullable Integer number;

    @Option(names = "--who", paramLabel = "NAME", description = "Who does it; default the user.")
    private String who = System.getProperty("user.name", "");

    @Option(names = "--why", paramLabel = "TEXT", description = "Why.")
    private String why = "";

    @Override
    public Integer call() {
        return rules.withWorkshop(shop -> {
            List<RuleVersion> versions = RulesHistoryCommand.versions(shop, file);
            RuleVersion wanted =
                    number == null
                            ? before(versions)
                            : RulesHistoryCommand.version(versions, number);
            try {
                return rollBack(shop, wanted);
            } catch (IOException e) {
                throw new CommandFailed(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private static RuleVersion before(List<RuleVersion> versions) {
        return versions.reversed().stream()
                .skip(1)
                .filter(version -> !version.removed())
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailed(
                                versions.getFirst().file()
                                        + " has only one version: there is none to go back to"));
    }

    private int rollBack(RuleWorkshop shop, RuleVersion wanted) throws IOException {
        if (wanted.removed()) {
            throw new CommandFailed(
                    "version "
                            + wanted.number()
                            + " is the file's removal: choose another, or delete the file");
        }
        RuleHistory history = shop.history();
        String text = history.text(wanted);
        String name = wanted.file();
        if (!name.startsWith("lib/")
                && shop.loader().load(name, text) instanceof RuleLoad.Rejected rejected) {
            System.out.println(rejected);
            throw new CommandFailed(
                    "version "
                            + wanted.number()
                            + " does not pass any more, so nothing was changed: mend what it needs first");
        }
        String reason = "back to version " + wanted.number() + (why.isBlank() ? "" : ": " + why);
        RuleVersion now = history.keep(name, text, who, reason);
        Path path = shop.directory().resolve(name);
        Files.createDirectories(path.resolveSibling("."));
        Path part = path.resolveSibling("." + path.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        System.out.println(
                name + ": version " + wanted.number() + " is back, as version " + now.number());
        return 0;
    }
}
