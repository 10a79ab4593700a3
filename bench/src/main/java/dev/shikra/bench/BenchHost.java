package dev.shikra.bench;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.LocalVenue;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.host.PluginSet;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.plugin.PluginSetup;
import dev.shikra.host.plugin.Plugins;
import dev.shikra.host.study.StudyCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What benchmarks need of a built tree: its plugins from their zips, rules and calendar, and a
 * directory that goes when they end.
 */
final class BenchHost implements AutoCloseable {
    static final List<Timeframe> TIMEFRAMES =
            List.of(Timeframe.M1, new Timeframe(5), new Timeframe(15));

    /** As the configuration has them where nobody changed it. */
    static final List<Timeframe> ALL_TIMEFRAMES =
            Stream.of("1m", "3m", "5m", "15m", "30m", "1h", "day").map(Timeframe::parse).toList();

    private final Path home;
    private final Path temporary;
    private final Plugins plugins;
    private final StudyCatalog studies;
    private final SessionCalendar calendar;

    private BenchHost(Path home, Path temporary, Plugins plugins) throws IOException {
        this.home = home;
        this.temporary = temporary;
        this.plugins = plugins;
        studies = new StudyCatalog(plugins.extensions(StudyFactory.class));
        calendar = SessionCalendar.load(home.resolve("config/calendars/nse.yaml"));
    }

    /**
     * Loads the plugins of the tree at {@code home}.
     *
     * @throws IOException if the tree is not built or can't be read
     */
    static BenchHost open(Path home) throws IOException {
        Path bundled = bundledPlugins(home);
        if (!Files.isRegularFile(bundled.resolve("studies.zip"))) {
            throw new IOException(
                    bundled
                            + " holds no studies.zip: build the tree first, ./mvnw -Dquick -DskipTests package");
        }
        Path temporary = Files.createTempDirectory("shikra-bench-");
        Plugins plugins = Plugins.load(new PluginSetup(temporary, bundled, Map.of(), System.err));
        return new BenchHost(home, temporary, plugins);
    }

    static Path bundledPlugins(Path home) {
        return home.resolve("host/target/dist/plugins");
    }

    StudyCatalog studies() {
        return studies;
    }

    /** {@return what an engine computes with} */
    PluginSet computing() {
        return PluginSet.of(plugins.loaded());
    }

    /** {@return what plugins bring of a kind} */
    <T> List<T> extensions(Class<T> kind) {
        return plugins.extensions(kind);
    }

    /** {@return the source that a plugin brings} */
    DataSource source(String id) {
        return plugins.extensions(DataSource.class).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no plugin brings the source " + id));
    }

    /** {@return the venue that a plugin brings} */
    LocalVenue venue(String id) {
        return plugins.extensions(LocalVenue.class).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no plugin brings the venue " + id));
    }

    SessionCalendar calendar() {
        return calendar;
    }

    Path home() {
        return home;
    }

    Path rules() {
        return home.resolve("rules");
    }

    /** {@return a directory of its own that goes with this} */
    Path directory(String name) throws IOException {
        return Files.createDirectories(temporary.resolve(name));
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Override
    public void close() throws IOException {
        plugins.close();
        delete(temporary);
    }
}
