package dev.shikra.admin;

import dev.shikra.host.control.AdminServer;
import dev.shikra.host.control.AdminSettings;
import dev.shikra.host.control.Control;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson3;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Serves over Javalin on the loopback address. */
public final class JavalinAdmin implements AdminServer {
    /** A rule has at most 64 Ki characters, and a character at most six bytes as JSON. */
    private static final long LARGEST_REQUEST = 512_000;

    private static final long STOP_MS = 2_000;

    /** Found and made by {@link java.util.ServiceLoader}. */
    public JavalinAdmin() {}

    @Override
    public Running start(Control control, AdminSettings settings) throws IOException {
        InetAddress host = loopback(settings.host());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // What Jetty looks up by name lies beside this class, not beside the host's.
        thread.setContextClassLoader(JavalinAdmin.class.getClassLoader());
        var events = new Events(control);
        try {
            Javalin server = Javalin.create(config -> set(config, host, settings, control, events));
            try {
                server.start();
            } catch (JavalinBindException e) {
                throw new IOException(
                        "port "
                                + settings.port()
                                + " is taken by another program: end that one, or choose another with --port or admin.port (0 takes any free one)",
                        e);
            }
            return new Served(server, address(host, server.port()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static InetAddress loopback(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isLoopbackAddress()) {
                return address;
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "admin.host '" + host + "' is no address of this machine: set it to 127.0.0.1",
                    e);
        }
        throw new IllegalArgumentException(
                "admin.host '"
                        + host
                        + "' can be reached from other machines: until there are accounts the page is served on this one alone; set it to 127.0.0.1, and reach it from elsewhere through an SSH tunnel");
    }

    private static URI address(InetAddress host, int port) {
        String name =
                host.getHostAddress().contains(":")
                        ? "[" + host.getHostAddress() + "]"
                        : host.getHostAddress();
        return URI.create("http://" + name + ":" + port + "/");
    }

    private static void set(
            JavalinConfig config,
            InetAddress host,
            AdminSettings settings,
            Control control,
            Events events) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.host = host.getHostAddress();
        config.jetty.port = settings.port();
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MS));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(false);
        });
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = LARGEST_REQUEST;
        config.http.compressionStrategy = CompressionStrategy.NONE; // it never leaves the machine
        config.jsonMapper(new JavalinJackson3(Json.MAPPER, true));
        config.events.serverStopping(events::close);
        Guard.over(config.routes);
        Probes.over(config.routes, control);
        config.routes.get("/metrics", new Metrics(control)::scrape);
        if (settings.serve() == AdminSettings.Serve.PAGE) {
            new Pages().over(config.routes);
            new Api(control).over(config.routes);
            new Logins(control).over(config.routes);
            events.over(config.routes);
        }
    }

    private record Served(Javalin server, URI address) implements Running {
        @Override
        public void close() {
            server.stop();
        }
    }
}
