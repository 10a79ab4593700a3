package dev.shikra.host.cli;

import dev.shikra.host.journal.JournalCommands;
import dev.shikra.host.journal.JournalException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./shikra journal}: what the journal holds, and whether it is whole. */
@Command(name = "journal", description = "Looks at a journal, and mends it.")
final class JournalCommand implements Runnable {
    private interface Work {
        int on(Path directory, PrintStream out) throws IOException;
    }

    @Spec private CommandSpec spec;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "The journal; default the service's, or the last replay's if there is no other.")
    private @Nullable Path directory;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what: journal verify, inspect or repair");
    }

    @Command(name = "verify", description = "Reads every record; exit code 1 if one is bad.")
    int verify() {
        return work(JournalCommands::verify);
    }

    @Command(name = "inspect", description = "Prints a line for each record.")
    int inspect() {
        return work(JournalCommands::inspect);
    }

    @Command(
            name = "repair",
            description =
                    "Cuts the journal at the last whole record before damage; what it cuts is kept aside.")
    int repair() {
        return work(JournalCommands::repair);
    }

    private int work(Work work) {
        Path journal = directory == null ? usual() : directory;
        if (!Files.isDirectory(journal)) {
            throw new CommandFailed(
                    journal
                            + " is no journal: there is no such directory; give one with --directory");
        }
        try {
            return work.on(journal, System.out);
        } catch (IOException | JournalException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private static Path usual() {
        Path var = HomeDirectory.current().var();
        Path live = var.resolve("live/journal");
        return Files.isDirectory(live) ? live : var.resolve("replay/journal");
    }
}
