package dev.shikra.host.cli;

import dev.shikra.host.rule.RuleLoad;
import dev.shikra.host.rule.form.FormFault;
import dev.shikra.host.rule.form.RuleForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./shikra rules new}: a rule and its test from a template. */
@Command(
        name = "new",
        description = "Writes a new rule and its test cases from a template; both pass at once.")
final class RulesNewCommand implements java.util.concurrent.Callable<Integer> {
    /** Templates by name; each is a rule and a test among the resources. */
    static final List<String> TEMPLATES =
            List.of("breakout", "cross", "reversal", "tick", "filter");

    @ParentCommand private RulesCommand rules;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "Lower-case words joined by hyphens; a form has its own.")
    private String name = "";

    @Option(
            names = "--template",
            paramLabel = "TEMPLATE",
            description = "breakout (default), cross, reversal, tick or filter.")
    private String template = "breakout";

    @Option(
            names = "--form",
            paramLabel = "FILE",
            description = "Writes the rule that a form describes: JSON, as docs/rule-form.md says.")
    private @Nullable Path form;

    @Override
    public Integer call() {
        if (form != null) {
            return fromForm(form);
        }
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || name.length() > 64) {
            throw new CommandFailed(
                    "'"
                            + name
                            + "' is no name of a rule: write lower-case words joined by hyphens");
        }
        if (!TEMPLATES.contains(template)) {
            throw new CommandFailed(
                    "no template '" + template + "': there are " + String.join(", ", TEMPLATES));
        }
        return rules.withWorkshop(shop -> {
            Path folder =
                    shop.directory().resolve(template.equals("filter") ? "filters" : "patterns");
            try {
                Files.createDirectories(folder);
                write(folder.resolve(name + ".js"), filled(template + ".js"));
                write(folder.resolve(name + ".test.js"), filled(template + ".test.js"));
                return 0;
            } catch (IOException e) {
                throw new CommandFailed("the rule can't be written: " + e, e);
            }
        });
    }

    private int fromForm(Path json) {
        RuleForm.Written written;
        try {
            written = RuleForm.write(Files.readString(json));
        } catch (FormFault fault) {
            throw new CommandFailed(json + ": " + fault.getMessage(), fault);
        } catch (IOException e) {
            throw new CommandFailed(json + " can't be read: " + e, e);
        }
        return rules.withWorkshop(shop -> {
            if (shop.loader().load(written.file(), written.text())
                    instanceof RuleLoad.Rejected rejected) {
                System.out.print(written.text());
                throw new CommandFailed(
                        rejected + " (the rule that the form describes, above, was not written)");
            }
            Path file = shop.directory().resolve(written.file());
            try {
                Files.createDirectories(file.resolveSibling("."));
                write(file, written.text());
                return 0;
            } catch (IOException e) {
                throw new CommandFailed("the rule can't be written: " + e, e);
            }
        });
    }

    private void write(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            throw new CommandFailed(file + " exists already: choose another name");
        }
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        System.out.println(file);
    }

    private String filled(String resource) throws IOException {
        try (InputStream in =
                RulesNewCommand.class.getResourceAsStream(
                        "/dev/shikra/host/rule/templates/" + resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing: build the host again");
            }
            String title = name.replace('-', ' ');
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("NAME", name)
                    .replace("TITLE", Character.toUpperCase(title.charAt(0)) + title.substring(1));
        }
    }
}
