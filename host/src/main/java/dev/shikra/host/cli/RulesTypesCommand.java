package dev.shikra.host.cli;

import dev.shikra.host.engine.EngineValues;
import dev.shikra.host.rule.types.TypeDeclarations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ./shikra rules types}: what editors complete. */
@Command(
        name = "types",
        description =
                "Writes shikra.d.ts into the rules folder: all that rules may name, from what is installed.")
final class RulesTypesCommand implements java.util.concurrent.Callable<Integer> {
    @ParentCommand private RulesCommand rules;

    @Option(
            names = "--check",
            description = "Writes nothing; exit code 1 if the file is not as it would be written.")
    private boolean check;

    @Override
    public Integer call() {
        return rules.withWorkshop(shop -> {
            String text =
                    TypeDeclarations.of(
                            shop.host().studies().descriptions().values(), EngineValues.GROUPS);
            Path file = shop.directory().resolve("shikra.d.ts");
            try {
                boolean current = Files.exists(file) && Files.readString(file).equals(text);
                if (check) {
                    System.out.println(
                            file.getFileName()
                                    + (current ? ": current" : ": not current, run rules types"));
                    return current ? 0 : 1;
                }
                if (!current) {
                    Files.writeString(file, text);
                }
                System.out.println(file.getFileName() + (current ? ": current" : ": written"));
                return 0;
            } catch (IOException e) {
                throw new CommandFailed(file + " can't be written: " + e.getMessage(), e);
            }
        });
    }
}
