package dev.shikra.host.cli;

import dev.shikra.api.source.LoginFlow;
import dev.shikra.host.LiveControl;
import dev.shikra.host.Scanner;
import dev.shikra.host.ScannerListener;
import dev.shikra.host.ScannerSettings;
import dev.shikra.host.config.HostKeys;
import dev.shikra.host.control.AdminServer;
import dev.shikra.host.control.AdminSettings;
import dev.shikra.host.control.Login;
import dev.shikra.host.control.PluginView;
import dev.shikra.host.plugin.ApiVersion;
import dev.shikra.host.plugin.Plugins;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets people look at a running scanner in a browser. The web admin is found at run time: where it
 * is missing, or can't be opened, that is said and the scanner runs without.
 */
final class AdminDoor implements AutoCloseable {
    private final ScannerListener console;
    private final ScannerSettings.Charts charts;
    private final @Nullable LiveControl control;
    private final AdminServer.@Nullable Running server;
    private final @Nullable RunningPage page;

    private AdminDoor(
            ScannerListener console,
            ScannerSettings.Charts charts,
            @Nullable LiveControl control,
            AdminServer.@Nullable Running server,
            @Nullable RunningPage page) {
        this.console = console;
        this.charts = charts;
        this.control = control;
        this.server = server;
        this.page = page;
    }

    /** {@return no door: a headless host} */
    static AdminDoor none(ScannerListener console) {
        return new AdminDoor(console, ScannerSettings.Charts.NONE, null, null, null);
    }

    /**
     * Opens the door, as the configuration says.
     *
     * @param source id of the source that the scanner will follow
     * @param port instead of the configuration's
     * @param console hears what happens; also what is wrong with the door
     */
    static AdminDoor open(
            Installation host, String source, OptionalInt port, ScannerListener console) {
        String serve = host.config().get(HostKeys.ADMIN_SERVE);
        if (serve.equals("nothing")) {
            return none(console);
        }
        Optional<AdminServer> admin = find(host.home());
        if (admin.isEmpty()) {
            console.notice("there is no web admin beside this host: it runs without a page");
            return none(console);
        }
        LiveControl control =
                new LiveControl(
                        ApiVersion.full(),
                        source,
                        host::studies,
                        () -> plugins(host.plugins()),
                        logins(host),
                        console);
        try {
            AdminServer.Running server =
                    admin.get()
                            .start(
                                    control,
                                    new AdminSettings(
                                            host.config().get(HostKeys.ADMIN_HOST),
                                            port.orElse(
                                                    Math.toIntExact(
                                                            host.config()
                                                                    .get(HostKeys.ADMIN_PORT))),
                                            serve.equals("page")
                                                    ? AdminSettings.Serve.PAGE
                                                    : AdminSettings.Serve.PROBES));
            return new AdminDoor(
                    console,
                    new ScannerSettings.Charts(
                            Math.toIntExact(host.config().get(HostKeys.ADMIN_BARS)),
                            Math.toIntExact(host.config().get(HostKeys.ADMIN_BARS_MB))),
                    control,
                    server,
                    written(host.home(), server.address(), console));
        } catch (IOException | IllegalArgumentException e) {
            control.close();
            console.notice("the page can't be served: " + e.getMessage());
            return none(console);
        }
    }

    private static @Nullable RunningPage written(
            HomeDirectory home, URI address, ScannerListener console) {
        try {
            return RunningPage.write(home, address);
        } catch (IOException e) {
            console.notice(
                    "where the page is can't be written down, so commands beside it can't ask it: "
                            + e.getMessage());
            return null;
        }
    }

    private static Optional<AdminServer> find(HomeDirectory home) {
        // Never closed: the admin lives as long as the process.
        ClassLoader own = AdminDoor.class.getClassLoader();
        List<URL> jars = jars(home.path().resolve("host/target/dist/admin"));
        ClassLoader loader =
                jars.isEmpty()
                        ? own
                        : new URLClassLoader("web-admin", jars.toArray(URL[]::new), own);
        return ServiceLoader.load(AdminServer.class, loader).findFirst();
    }

    private static List<URL> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            var urls = new ArrayList<URL>();
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".jar")) {
                    urls.add(file.toUri().toURL());
                }
            }
            return urls;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(folder + " has no address", e);
        } catch (IOException e) {
            return List.of(); // said as a missing admin
        }
    }

    private static List<PluginView> plugins(Plugins plugins) {
        var all = new ArrayList<PluginView>();
        plugins.installed()
                .forEach(plugin ->
                        all.add(
                                new PluginView(
                                        plugin.id(),
                                        PluginView.State.RUNNING,
                                        plugin.version(),
                                        plugin.provider(),
                                        plugin.description(),
                                        "",
                                        plugin.extensions())));
        plugins.problems()
                .forEach(problem ->
                        all.add(
                                new PluginView(
                                        String.valueOf(problem.file().getFileName()),
                                        PluginView.State.LEFT_OUT,
                                        "",
                                        "",
                                        "",
                                        problem.reason(),
                                        List.of())));
        return all;
    }

    private static List<Login> logins(Installation host) {
        return host.plugins().extensions(LoginFlow.class).stream()
                .<Login>map(flow ->
                        new PluginLogin(flow, host.config().plugin(host.plugins().pluginOf(flow))))
                .toList();
    }

    /** A plugin's login with the plugin's settings. */
    private record PluginLogin(LoginFlow flow, Map<String, String> settings) implements Login {
        @Override
        public String source() {
            return flow.id();
        }

        @Override
        public URI link() {
            return flow.link(settings);
        }

        @Override
        public String complete(String answer) throws IOException, InterruptedException {
            return flow.complete(settings, answer);
        }

        @Override
        public String toString() {
            return "login of " + source(); // settings hold a secret
        }
    }

    /** {@return where a browser finds the page; empty if there is none} */
    Optional<URI> address() {
        return Optional.ofNullable(server).map(AdminServer.Running::address);
    }

    /** {@return who is to hear what happens in the scanner} */
    ScannerListener listener() {
        return control == null ? console : control;
    }

    /** {@return what is to be kept for charts} */
    ScannerSettings.Charts charts() {
        return charts;
    }

    /** The scanner runs. */
    void attach(Scanner scanner) {
        if (control != null) {
            control.attach(scanner);
        }
    }

    @Override
    public void close() {
        if (page != null) {
            page.close();
        }
        if (server != null) {
            server.close();
        }
        if (control != null) {
            control.close();
        }
    }
}
