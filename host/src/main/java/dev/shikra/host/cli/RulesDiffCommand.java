package dev.shikra.host.cli;

import dev.shikra.host.rule.history.RuleVersion;
import dev.shikra.host.rule.history.UnifiedDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./shikra rules diff}: what changed between two versions of a rule. */
@Command(
        name = "diff",
        description =
                "Shows what changed in a rule file: from version A to version B; from A to the file as it is; without A, from the last version to the file, or if they are the same from the one before.")
final class RulesDiffCommand implements java.util.concurrent.Callable<Integer> {
    @ParentCommand private RulesCommand rules;

    @Parameters(index = "0", paramLabel = "FILE", description = "A rule file, or a rule's id.")
    private String file = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "A", description = "Number of a version.")
    private @Nullable Integer from;

    @Parameters(index = "2", arity = "0..1", paramLabel = "B", description = "Number of a version.")
    private @Nullable Integer to;

    /** One side of the comparison. */
    private record Side(String name, String text) {}

    @Override
    public Integer call() {
        return rules.withWorkshop(shop -> {
            List<RuleVersion> versions = RulesHistoryCommand.versions(shop, file);
            try {
                Side now = to == null ? present(shop, versions) : kept(shop, versions, to);
                Side then;
                if (from != null) {
                    then = kept(shop, versions, from);
                } else {
                    then = kept(shop, versions, versions.getLast().number());
                    if (then.text().equals(now.text()) && versions.size() > 1) {
                        then = kept(shop, versions, versions.get(versions.size() - 2).number());
                    }
                }
                System.out.print(UnifiedDiff.of(then.name(), now.name(), then.text(), now.text()));
                System.out.flush();
                return 0;
            } catch (IOException e) {
                throw new CommandFailed(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private static Side kept(RuleWorkshop shop, List<RuleVersion> versions, int number)
            throws IOException {
        RuleVersion version = RulesHistoryCommand.version(versions, number);
        return new Side(version.file() + "\tversion " + number, shop.history().text(version));
    }

    private static Side present(RuleWorkshop shop, List<RuleVersion> versions) throws IOException {
        String name = versions.getFirst().file();
        Path path = shop.directory().resolve(name);
        return new Side(
                Files.exists(path) ? name : "/dev/null",
                Files.exists(path) ? Files.readString(path) : "");
    }
}
