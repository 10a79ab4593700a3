package dev.shikra.host.rule.kernel;

import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleTrial;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Spares a rule the trial that it has passed before: what a trial does depends on the kernel's text
 * and the running Java alone. A rule that failed is tried again each time. Any thread.
 */
public final class RememberedTrial implements RuleTrial {
    private final Path directory;
    private final RuleTrial trial;

    /**
     * @param directory where it is remembered; made if absent
     */
    public RememberedTrial(Path directory, RuleTrial trial) {
        this.directory = directory;
        this.trial = trial;
    }

    @Override
    public Optional<String> complaint(Rule rule) {
        Path passed =
                directory.resolve(
                        "passed-"
                                + SyntaxTrees.sha256(
                                        KernelBytecode.FORM
                                                + KernelSource.of(rule)
                                                + Runtime.version()));
        if (Files.exists(passed)) {
            return Optional.empty();
        }
        Optional<String> complaint = trial.complaint(rule);
        if (complaint.isEmpty()) {
            try {
                Files.createDirectories(directory);
                Files.write(passed, rule.id().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                return Optional.empty(); // then it is tried again next time
            }
        }
        return complaint;
    }
}
