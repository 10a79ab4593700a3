package dev.shikra.host.cli;

import dev.shikra.host.RuleTests;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.config.HostKeys;
import dev.shikra.host.rule.RuleLoad;
import dev.shikra.host.rule.RuleLoader;
import dev.shikra.host.rule.history.RuleHistory;
import dev.shikra.host.rule.kernel.Watchdog;
import dev.shikra.host.rule.script.RuleRuntime;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * What commands that work on rules have at hand.
 *
 * @param host configuration and plugins
 * @param directory the rules folder
 */
record RuleWorkshop(
        Installation host,
        Path directory,
        RuleLoader loader,
        RuleRuntime runtime,
        SyntaxTrees trees,
        Watchdog watchdog) {

    RuleHistory history() {
        return new RuleHistory(host.home().var().resolve("rules"), InstantSource.system());
    }

    RuleTests tests() {
        Path calendars = host.home().path().resolve(host.config().get(HostKeys.CALENDAR_DIRECTORY));
        try {
            return new RuleTests(
                    new RuleTests.Ground(
                            SessionCalendar.load(
                                    calendars.resolve(
                                            host.config().calendarOf("NSE", "NSE") + ".yaml")),
                            host.timeframes(),
                            host.studies(),
                            runtime,
                            trees,
                            watchdog));
        } catch (IOException e) {
            throw new CommandFailed("the calendar can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * {@return the rule file, within the rules folder, that a user means by a path, a name or an
     * id}
     */
    String ruleFile(String given) {
        String name = given.replaceFirst("\\.test\\.js$", ".js");
        Path asked = Path.of(name).toAbsolutePath().normalize();
        List<Path> tried =
                List.of(
                        asked,
                        directory.resolve(name),
                        directory.resolve("patterns").resolve(name + ".js"),
                        directory.resolve("filters").resolve(name + ".js"));
        Path root = directory.toAbsolutePath().normalize();
        for (Path each : tried) {
            Path at = each.toAbsolutePath().normalize();
            if (Files.isRegularFile(at) && at.startsWith(root)) {
                return root.relativize(at).toString().replace('\\', '/');
            }
        }
        return loader.loadAll().stream()
                .filter(load ->
                        load instanceof RuleLoad.Loaded loaded && loaded.rule().id().equals(name))
                .map(RuleLoad::file)
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailed(
                                "no rule '"
                                        + given
                                        + "' in "
                                        + directory
                                        + ": there are "
                                        + String.join(", ", loader.ruleFiles())));
    }
}
