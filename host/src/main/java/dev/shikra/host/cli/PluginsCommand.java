package dev.shikra.host.cli;

import dev.shikra.host.plugin.PluginInfo;
import dev.shikra.host.plugin.PluginProblem;
import dev.shikra.host.plugin.PluginSetup;
import dev.shikra.host.plugin.Plugins;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./shikra plugins}. */
@Command(name = "plugins", description = "What extends this host.")
final class PluginsCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: plugins list");
    }

    @Command(
            name = "list",
            description =
                    "Loads the installed plugins and lists them; exit code 1 if one is left out.")
    int list(
            @Option(names = "--json", description = "One JSON object a line.") boolean json,
            @Option(
                            names = "--var",
                            paramLabel = "DIR",
                            description = "The host's own directory; default var/.")
                    Path var) {
        HomeDirectory home = HomeDirectory.current();
        Path directory = var == null ? home.var() : var;
        var setup = new PluginSetup(directory, home.bundledPlugins(), Map.of(), System.err);
        try (Plugins plugins = Plugins.load(setup)) {
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            if (json) {
                printJson(plugins, out);
            } else {
                printTable(plugins, out);
            }
            for (PluginProblem problem : plugins.problems()) {
                err.println("left out: " + problem.message());
            }
            out.flush();
            err.flush();
            return plugins.problems().isEmpty() ? 0 : 1;
        } catch (IOException e) {
            throw new CommandFailed(
                    directory + " can't be read or written (" + e + "): give another with --var",
                    e);
        }
    }

    private static void printTable(Plugins plugins, PrintWriter out) {
        for (PluginInfo plugin : plugins.installed()) {
            out.printf("%-20s %-16s %s%n", plugin.id(), plugin.version(), plugin.description());
            plugin.extensions().forEach(extension -> out.println("    " + extension));
        }
        if (plugins.installed().isEmpty()) {
            out.println("no plugins");
        }
    }

    private static void printJson(Plugins plugins, PrintWriter out) {
        JsonMapper mapper = JsonMapper.builder().build();
        for (PluginInfo plugin : plugins.installed()) {
            var line = new LinkedHashMap<String, Object>();
            line.put("id", plugin.id());
            line.put("version", plugin.version());
            line.put("requires", plugin.requires());
            line.put("provider", plugin.provider());
            line.put("description", plugin.description());
            line.put("file", plugin.file().toString());
            line.put("sha256", plugin.sha256());
            line.put("extensions", plugin.extensions());
            out.println(mapper.writeValueAsString(line));
        }
    }
}
