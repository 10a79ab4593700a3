package dev.shikra.host.cli;

import dev.shikra.host.config.Config;
import dev.shikra.host.plugin.PluginFinding;
import dev.shikra.host.plugin.PluginFolder;
import dev.shikra.host.plugin.PluginInfo;
import dev.shikra.host.plugin.PluginProblem;
import dev.shikra.host.plugin.PluginSetup;
import dev.shikra.host.plugin.Plugins;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./shikra plugins}. */
@Command(
        name = "plugins",
        description = "What extends this host.",
        footer = {
            "",
            "A host that runs takes over what changes here: notifiers and its source at once, what its engine computes with at the next session or with 'plugins apply', pricing models at the next start.",
            "A plugin is code of yours from then on, with all the rights of the host: install what you trust."
        })
final class PluginsCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Option(
            names = "--var",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The host's own directory; default var/.")
    private @Nullable Path var;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "One JSON object a line.")
    private boolean json;

    private final JsonMapper mapper = JsonMapper.builder().build();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what: plugins list, install, remove, enable, disable, apply, verify or check");
    }

    /** Something to do that may fail with the folder. */
    @FunctionalInterface
    private interface Work {
        int run(PluginSetup setup) throws IOException;
    }

    private int on(Work work) {
        HomeDirectory home = HomeDirectory.current();
        Path directory = var == null ? home.var() : var;
        try {
            var sections = new LinkedHashMap<String, Map<String, String>>();
            Config config = Config.load(home.config(), Map.of(), System.getenv());
            config.pluginIds().forEach(id -> sections.put(id, config.plugin(id)));
            int exit =
                    work.run(
                            new PluginSetup(
                                    directory, home.bundledPlugins(), sections, System.err));
            spec.commandLine().getOut().flush();
            spec.commandLine().getErr().flush();
            return exit;
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailed(
                    directory + " can't be read or written (" + e + "): give another with --var",
                    e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(file + ": there is no such file: give a plugin's zip");
        }
        return file;
    }

    @Command(
            name = "list",
            description =
                    "Loads the installed plugins and lists them; exit code 1 if one is left out.")
    int list() {
        return on(setup -> {
            try (Plugins plugins = Plugins.load(setup)) {
                if (json) {
                    listJson(plugins);
                } else {
                    listTable(plugins);
                }
                for (PluginProblem problem : plugins.problems()) {
                    err().println("left out: " + problem.message());
                }
                return plugins.problems().isEmpty() ? 0 : 1;
            }
        });
    }

    private void listTable(Plugins plugins) {
        PrintWriter out = out();
        String row = "%-20s %-16s %-9s %-9s %-16s %s%n";
        if (plugins.installed().isEmpty() && plugins.disabled().isEmpty()) {
            out.println("no plugins");
            return;
        }
        out.printf(row, "id", "version", "state", "origin", "requires", "brings");
        for (PluginInfo plugin : plugins.installed()) {
            out.printf(
                    row,
                    plugin.id(),
                    plugin.version(),
                    "runs",
                    plugin.origin().name().toLowerCase(Locale.ROOT),
                    plugin.requires(),
                    String.join(", ", plugin.kinds()));
            if (!plugin.description().isEmpty()) {
                out.println("    " + plugin.description());
            }
        }
        for (Plugins.DisabledPlugin plugin : plugins.disabled()) {
            out.printf(row, plugin.id(), plugin.version(), "disabled", "", plugin.requires(), "");
        }
    }

    private void listJson(Plugins plugins) {
        for (PluginInfo plugin : plugins.installed()) {
            var line = new LinkedHashMap<String, Object>();
            line.put("id", plugin.id());
            line.put("version", plugin.version());
            line.put("state", "runs");
            line.put("origin", plugin.origin().name().toLowerCase(Locale.ROOT));
            line.put("kinds", plugin.kinds());
            line.put("requires", plugin.requires());
            line.put("provider", plugin.provider());
            line.put("description", plugin.description());
            line.put("file", plugin.file().toString());
            line.put("sha256", plugin.sha256());
            line.put("extensions", plugin.extensions());
            out().println(mapper.writeValueAsString(line));
        }
        for (Plugins.DisabledPlugin plugin : plugins.disabled()) {
            var line = new LinkedHashMap<String, Object>();
            line.put("id", plugin.id());
            line.put("version", plugin.version());
            line.put("state", "disabled");
            line.put("requires", plugin.requires());
            line.put("file", plugin.file().toString());
            out().println(mapper.writeValueAsString(line));
        }
        for (PluginProblem problem : plugins.problems()) {
            var line = new LinkedHashMap<String, Object>();
            line.put("file", problem.file().toString());
            line.put("state", "refused");
            line.put("problem", problem.reason());
            out().println(mapper.writeValueAsString(line));
        }
    }

    @Command(
            name = "check",
            description = {
                "Looks a plugin's zip over without installing it: archive, descriptor, API version, classes, settings.",
                "Its code runs for that. Exit code 1 if it can't be used."
            })
    int check(@Parameters(paramLabel = "ZIP", description = "The plugin.") Path zip) {
        existing(zip);
        return on(setup -> said(zip, new PluginFolder(setup).check(zip), "can be used"));
    }

    @Command(
            name = "install",
            description =
                    "Checks a plugin's zip and puts it where plugins lie; a host that runs takes it over.")
    int install(@Parameters(paramLabel = "ZIP", description = "The plugin.") Path zip) {
        existing(zip);
        return on(setup -> said(zip, new PluginFolder(setup).install(zip), "is installed"));
    }

    @Command(
            name = "verify",
            description =
                    "Checks every installed zip, its checksum and its unpacked copy; exit code 1 if one is bad.")
    int verify() {
        return on(setup -> {
            int exit = 0;
            for (PluginFolder.Verified each : new PluginFolder(setup).verify()) {
                exit |= said(each.file(), each.checked(), "is sound");
            }
            return exit;
        });
    }

    private int said(Path zip, PluginFolder.Checked checked, String good) {
        String name = String.valueOf(zip.getFileName());
        if (json) {
            var line = new LinkedHashMap<String, Object>();
            line.put("file", zip.toString());
            line.put("id", checked.id());
            line.put("version", checked.version());
            line.put("sha256", checked.sha256());
            line.put("sound", checked.isSound());
            line.put("findings", findings(checked));
            out().println(mapper.writeValueAsString(line));
            return checked.isSound() ? 0 : 1;
        }
        for (PluginFinding finding : checked.findings()) {
            err().println(
                            name
                                    + ": "
                                    + finding.level().name().toLowerCase(Locale.ROOT)
                                    + ": "
                                    + finding.message());
        }
        if (checked.isSound()) {
            out().println(
                            checked.id()
                                    + " "
                                    + checked.version()
                                    + " "
                                    + good
                                    + ", sha256 "
                                    + checked.sha256());
        }
        return checked.isSound() ? 0 : 1;
    }

    private static List<Map<String, String>> findings(PluginFolder.Checked checked) {
        var findings = new ArrayList<Map<String, String>>();
        for (PluginFinding finding : checked.findings()) {
            var each = new LinkedHashMap<String, String>();
            each.put("level", finding.level().name().toLowerCase(Locale.ROOT));
            each.put("message", finding.message());
            findings.add(each);
        }
        return findings;
    }

    @Command(
            name = "remove",
            description = "Removes an installed plugin; a host that runs lets go of it.")
    int remove(@Parameters(paramLabel = "ID", description = "Of the plugin.") String id) {
        return on(setup -> {
            new PluginFolder(setup).remove(id);
            return done(id, "removed");
        });
    }

    @Command(name = "enable", description = "Lets a disabled plugin run again.")
    int enable(@Parameters(paramLabel = "ID", description = "Of the plugin.") String id) {
        return on(setup -> {
            new PluginFolder(setup).enable(id);
            return done(id, "enabled");
        });
    }

    @Command(
            name = "disable",
            description = "Keeps an installed plugin from running, until it is enabled.")
    int disable(@Parameters(paramLabel = "ID", description = "Of the plugin.") String id) {
        return on(setup -> {
            new PluginFolder(setup).disable(id);
            return done(id, "disabled");
        });
    }

    @Command(
            name = "apply",
            description =
                    "Lets a host that runs take over at once what would wait for the next session:"
                            + " studies and detectors, which then warm up anew.")
    int apply() {
        return on(setup -> {
            new PluginFolder(setup).apply(Instant.now().toString());
            if (!json) {
                out().println("a host that runs takes over now what it can");
            }
            return 0;
        });
    }

    private int done(String id, String what) {
        if (json) {
            var line = new LinkedHashMap<String, Object>();
            line.put("id", id);
            line.put("state", what);
            out().println(mapper.writeValueAsString(line));
        } else {
            out().println(id + " is " + what);
        }
        return 0;
    }
}
