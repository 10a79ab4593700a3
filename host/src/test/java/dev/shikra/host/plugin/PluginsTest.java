package dev.shikra.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Notifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    private static final Alert ALERT =
            new Alert(
                    "0".repeat(32),
                    ZonedDateTime.parse("2024-01-02T09:31:00+05:30"),
                    new Instrument(
                            1, "INFY", "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null),
                    "r",
                    "R",
                    "v",
                    Direction.LONG,
                    0.5,
                    1,
                    2,
                    3,
                    List.of());

    @TempDir Path temp;
    private Path var;
    private Path bundled;
    private int made;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void folders() {
        var = temp.resolve("var");
        bundled = temp.resolve("bundled");
    }

    private Plugins load() throws IOException {
        return load(Map.of());
    }

    private Plugins load(Map<String, Map<String, String>> settings) throws IOException {
        return Plugins.load(
                new PluginSetup(
                        var,
                        bundled,
                        settings,
                        new PrintStream(printed, true, StandardCharsets.UTF_8)));
    }

    private PluginZip plugin(String id) {
        return new PluginZip(temp.resolve("work-" + made++), id);
    }

    private Path install(PluginZip plugin, String name) {
        return plugin.writeTo(var.resolve("plugins").resolve(name));
    }

    private static final String LOOK_FOR =
            """
            String look(ClassLoader loader, String name) {
                try { Class.forName(name, false, loader); return "seen "; }
                catch (ClassNotFoundException e) { return "hidden "; }
            }
            final dev.shikra.api.plugin.PluginContext context;
            public Probe(dev.shikra.api.plugin.PluginContext context) { this.context = context; }
            """;

    @Test
    void hidesTheHostAndShowsTheApiAndTheJdk() throws Exception {
        install(
                plugin("probe")
                        .notifier(
                                "probe.Probe",
                                LOOK_FOR,
                                """
                                for (ClassLoader l : new ClassLoader[] {getClass().getClassLoader(), Thread.currentThread().getContextClassLoader()}) {
                                    context.console().print(look(l, "dev.shikra.host.plugin.Plugins"));
                                    context.console().print(look(l, "tools.jackson.databind.ObjectMapper"));
                                    context.console().print(look(l, "org.slf4j.Logger"));
                                    context.console().print(look(l, "javax.xml.parsers.SAXParser"));
                                    context.console().print(look(l, "java.sql.Connection"));
                                    context.console().print(l.getResource("dev/shikra/host/build.properties") == null ? "hidden " : "seen ");
                                }
                                """),
                "probe.zip");

        try (Plugins plugins = load()) {
            assertThat(plugins.problems()).isEmpty();
            Notifier probe = plugins.extensions(Notifier.class).getFirst();
            PluginCalls.run(probe, () -> probe.deliver(ALERT));
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("hidden hidden seen seen seen hidden ".repeat(2));
    }

    @Test
    void takesTheApiFromTheHostEvenWhereThePluginBringsItsOwn() throws Exception {
        install(
                plugin("bundler")
                        .notifier("bundler.Own", "", "")
                        .source(
                                "dev.shikra.api.signal.Notifier",
                                """
                                package dev.shikra.api.signal;
                                public interface Notifier extends org.pf4j.ExtensionPoint {
                                    String id();
                                    void deliver(Alert alert);
                                }
                                """),
                "bundler.zip");

        try (Plugins plugins = load()) {
            assertThat(plugins.extensions(Notifier.class))
                    .extracting(Notifier::id)
                    .containsExactly("own");
        }
    }

    @Test
    void givesEachPluginItsContext() throws Exception {
        install(
                plugin("keeper")
                        .notifier(
                                "keeper.Probe",
                                LOOK_FOR,
                                """
                                context.console().print(context.pluginId() + " " + context.settings() + " " + java.nio.file.Files.isDirectory(context.dataDirectory()));
                                """),
                "keeper.zip");

        try (Plugins plugins =
                load(Map.of("keeper", Map.of("colour", "on"), "other", Map.of("x", "y")))) {
            Notifier keeper = plugins.extensions(Notifier.class).getFirst();
            assertThat(plugins.pluginOf(keeper)).isEqualTo("keeper");
            keeper.deliver(ALERT);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("keeper {colour=on} true");
    }

    @Test
    void namesAndSkipsBadPluginsAndRunsTheRest() throws Exception {
        install(plugin("good").notifier("good.Good", "", ""), "good.zip");
        install(
                plugin("thrower")
                        .notifier(
                                "bad.Thrower",
                                "public Thrower() { throw new IllegalStateException(\"no licence\"); }",
                                ""),
                "constructor.zip");
        install(
                plugin("init")
                        .notifier("bad.Init", "static int x = 1 / Integer.parseInt(\"0\");", ""),
                "initialiser.zip");
        install(
                plugin("wants").notifier("bad.Wants", "public Wants(String x) {}", ""),
                "wants.zip");
        install(
                plugin("future").with("plugin.requires", ">=99.0.0").notifier("bad.Future", "", ""),
                "future.zip");
        install(
                plugin("range").with("plugin.requires", "soon").notifier("bad.Range", "", ""),
                "range.zip");
        install(plugin("noid").without("plugin.id").notifier("bad.NoId", "", ""), "noid.zip");
        install(
                plugin("nov").with("plugin.version", "new").notifier("bad.NoV", "", ""),
                "noversion.zip");
        install(
                plugin("lonely")
                        .with("plugin.dependencies", "absent@>=1.0.0")
                        .notifier("bad.Lonely", "", ""),
                "lonely.zip");
        install(
                plugin("missing")
                        .with("plugin.class", "bad.Nowhere")
                        .notifier("bad.Missing", "", ""),
                "class.zip");
        install(
                plugin("good").with("plugin.version", "0.9.0").notifier("good.Older", "", ""),
                "twice.zip");
        Files.write(
                var.resolve("plugins/nodescriptor.zip"),
                PluginZip.zip(Map.of("lib/x.jar", new byte[] {1})));
        Files.writeString(
                var.resolve("plugins/text.zip"), "not a zip at all, but longer than an end record");

        try (Plugins plugins = load()) {
            assertThat(plugins.extensions(Notifier.class))
                    .extracting(Notifier::id)
                    .containsExactly("good");
            assertThat(plugins.installed()).extracting(PluginInfo::id).containsExactly("good");
            assertThat(plugins.problems())
                    .extracting(PluginProblem::message)
                    .satisfiesExactlyInAnyOrder(
                            m ->
                                    assertThat(m)
                                            .startsWith("constructor.zip: ")
                                            .contains("bad.Thrower", "no licence"),
                            m ->
                                    assertThat(m)
                                            .startsWith("initialiser.zip: ")
                                            .contains("ExceptionInInitializerError"),
                            m ->
                                    assertThat(m)
                                            .startsWith("wants.zip: ")
                                            .contains("bad.Wants has no public constructor"),
                            m ->
                                    assertThat(m)
                                            .startsWith("future.zip: ")
                                            .contains(">=99.0.0", "this host has 0."),
                            m ->
                                    assertThat(m)
                                            .startsWith("range.zip: ")
                                            .contains("plugin.requires is 'soon'"),
                            m -> assertThat(m).startsWith("noid.zip: ").contains("plugin.id"),
                            m ->
                                    assertThat(m)
                                            .startsWith("noversion.zip: ")
                                            .contains("plugin.version is 'new'"),
                            m ->
                                    assertThat(m)
                                            .startsWith("lonely.zip: ")
                                            .contains("absent >=1.0.0"),
                            m -> assertThat(m).startsWith("class.zip: ").contains("bad.Nowhere"),
                            m ->
                                    assertThat(m)
                                            .startsWith("twice.zip: ")
                                            .contains("has the id good of good.zip 1.0.0"),
                            m ->
                                    assertThat(m)
                                            .startsWith("nodescriptor.zip: ")
                                            .contains("no plugin.properties"),
                            m -> assertThat(m).isEqualTo("text.zip: is not a zip"));
        }
    }

    @Test
    void aDependentPluginSeesWhatItDependsOn() throws Exception {
        String greeting =
                "package base; public class Greeting { public static String text() { return \"hello\"; } }";
        install(plugin("base").source("base.Greeting", greeting), "z-base.zip");
        install(
                plugin("user")
                        .with("plugin.dependencies", "base")
                        .provided("base.Greeting", greeting)
                        .notifier(
                                "user.Probe",
                                LOOK_FOR,
                                "context.console().print(base.Greeting.text());"),
                "a-user.zip");

        try (Plugins plugins = load()) {
            assertThat(plugins.problems()).isEmpty();
            plugins.extensions(Notifier.class).getFirst().deliver(ALERT);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
    }

    @Test
    void classLoadersAreCollectableAfterClose() throws Exception {
        install(plugin("leaver").notifier("leaver.Leaver", "", ""), "leaver.zip");
        install(
                plugin("failer")
                        .notifier(
                                "bad.Failer",
                                "public Failer() { throw new IllegalStateException(\"no\"); }",
                                ""),
                "failer.zip");
        Plugins plugins = load();
        WeakReference<ClassLoader> loader = loaderOf(plugins);
        assertThat(loader.get()).isNotNull();

        plugins.close();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    System.gc();
                    return loader.get() == null;
                });
        plugins.close();
        assertThat(plugins.extensions(Notifier.class)).isEmpty();
    }

    private static WeakReference<ClassLoader> loaderOf(Plugins plugins) throws Exception {
        Notifier notifier = plugins.extensions(Notifier.class).getFirst();
        PluginCalls.run(notifier, () -> notifier.deliver(ALERT));
        return new WeakReference<>(notifier.getClass().getClassLoader());
    }

    @Test
    void copiesBundledPluginsAndReplacesThemWhenTheyChange() throws Exception {
        plugin("shipped").notifier("shipped.First", "", "").writeTo(bundled.resolve("shipped.zip"));
        try (Plugins plugins = load()) {
            assertThat(plugins.extensions(Notifier.class))
                    .extracting(Notifier::id)
                    .containsExactly("first");
            assertThat(plugins.installed().getFirst().file())
                    .isEqualTo(var.resolve("plugins/shipped.zip"));
            assertThat(plugins.installed().getFirst().origin())
                    .isEqualTo(PluginInfo.Origin.BUNDLED);
            assertThat(plugins.installed().getFirst().kinds()).containsExactly("notifier");
        }
        plugin("shipped")
                .notifier("shipped.Second", "", "")
                .writeTo(bundled.resolve("shipped.zip"));
        try (Plugins plugins = load()) {
            assertThat(plugins.extensions(Notifier.class))
                    .extracting(Notifier::id)
                    .containsExactly("second");
        }
    }

    @Test
    void hashIsOfWhatTheEngineComputesWithAndNotOfFileNames() throws Exception {
        byte[] a = plugin("aa").studies("aa.A").bytes();
        byte[] b = plugin("bb").studies("bb.B").bytes();
        Files.createDirectories(var.resolve("plugins"));
        Files.write(var.resolve("plugins/1.zip"), a);
        Files.write(var.resolve("plugins/2.zip"), b);
        String hash;
        try (Plugins plugins = load()) {
            hash = plugins.pluginHash();
        }
        Files.write(var.resolve("plugins/1.zip"), b);
        Files.write(var.resolve("plugins/2.zip"), a);
        install(plugin("teller").notifier("teller.Teller", "", ""), "teller.zip");
        try (Plugins plugins = load()) {
            assertThat(plugins.installed()).hasSize(3);
            assertThat(plugins.pluginHash()).isEqualTo(hash).matches("[0-9a-f]{64}");
        }
        install(plugin("bb").with("plugin.version", "1.0.1").studies("bb.B"), "1.zip");
        try (Plugins plugins = load()) {
            assertThat(plugins.pluginHash()).isNotEqualTo(hash);
        }
    }

    @Test
    void aChangedFolderIsTakenOverWhileTheRestStays() throws Exception {
        install(plugin("stays").notifier("stays.Stays", "", ""), "stays.zip");
        install(plugin("goes").notifier("goes.Old", "", ""), "goes.zip");
        try (Plugins plugins = load()) {
            Notifier stays = notifier(plugins, "stays");
            WeakReference<ClassLoader> old =
                    new WeakReference<>(notifier(plugins, "old").getClass().getClassLoader());
            assertThat(plugins.refresh(nothing -> false).changed()).isFalse();

            install(
                    plugin("goes").with("plugin.version", "1.1.0").notifier("goes.New", "", ""),
                    "goes.zip");
            install(plugin("comes").notifier("comes.Comes", "", ""), "comes.zip");
            PluginUpdate update = plugins.refresh(nothing -> false);
            assertThat(update.came())
                    .extracting(plugin -> plugin.id() + " " + plugin.version())
                    .containsExactlyInAnyOrder("goes 1.1.0", "comes 1.0.0");
            assertThat(update.went())
                    .extracting(plugin -> plugin.id() + " " + plugin.version())
                    .containsExactly("goes 1.0.0");
            assertThat(plugins.extensions(Notifier.class))
                    .extracting(Notifier::id)
                    .containsExactly("comes", "new", "stays");
            assertThat(notifier(plugins, "stays")).isSameAs(stays);

            update.unload();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        System.gc();
                        return old.get() == null;
                    });

            Files.delete(var.resolve("plugins/goes.zip"));
            assertThat(plugins.refresh(nothing -> false).went())
                    .extracting(PluginInfo::id)
                    .containsExactly("goes");
        }
    }

    private static Notifier notifier(Plugins plugins, String id) {
        return plugins.extensions(Notifier.class).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVersionThatCantBeLoadedChangesNothing() throws Exception {
        install(plugin("firm").notifier("firm.Firm", "", ""), "firm.zip");
        try (Plugins plugins = load()) {
            Notifier firm = notifier(plugins, "firm");
            install(
                    plugin("firm")
                            .with("plugin.version", "2.0.0")
                            .notifier(
                                    "firm.Firm",
                                    "public Firm() { throw new IllegalStateException(\"no\"); }",
                                    ""),
                    "firm.zip");
            PluginUpdate update = plugins.refresh(nothing -> false);
            assertThat(update.changed()).isFalse();
            assertThat(update.problems())
                    .extracting(PluginProblem::message)
                    .containsExactly(
                            "firm.zip: the constructor of firm.Firm threw java.lang.IllegalStateException: no");
            assertThat(notifier(plugins, "firm")).isSameAs(firm);

            Files.writeString(var.resolve("plugins/firm.zip"), "half a zip, still being copied");
            assertThat(plugins.refresh(nothing -> false).changed()).isFalse();
            assertThat(notifier(plugins, "firm")).isSameAs(firm);
        }
    }

    @Test
    void whatTheEngineWorksWithWaits() throws Exception {
        install(plugin("maths").studies("maths.Maths"), "maths.zip");
        try (Plugins plugins = load()) {
            String hash = plugins.pluginHash();
            install(
                    plugin("maths").with("plugin.version", "1.1.0").studies("maths.Maths"),
                    "maths.zip");
            install(plugin("more").studies("more.More"), "more.zip");
            PluginUpdate update = plugins.refresh(Plugins::computes);
            assertThat(update.changed()).isFalse();
            assertThat(update.waiting()).containsExactly("maths", "more");
            assertThat(plugins.pluginHash()).isEqualTo(hash);
            Files.delete(var.resolve("plugins/maths.zip"));
            assertThat(plugins.refresh(Plugins::computes).waiting())
                    .containsExactly("maths", "more");
            assertThat(plugins.installed()).extracting(PluginInfo::id).containsExactly("maths");
        }
    }

    @Test
    void pluginsTiedTogetherAreReplacedTogether() throws Exception {
        String greeting =
                "package base; public class Greeting { public static String text() { return \"%s\"; } }";
        install(plugin("base").source("base.Greeting", greeting.formatted("hello")), "base.zip");
        install(
                plugin("user")
                        .with("plugin.dependencies", "base")
                        .provided("base.Greeting", greeting.formatted("hello"))
                        .notifier(
                                "user.Probe",
                                LOOK_FOR,
                                "context.console().print(base.Greeting.text() + \" \");"),
                "user.zip");
        try (Plugins plugins = load()) {
            plugins.extensions(Notifier.class).getFirst().deliver(ALERT);
            install(
                    plugin("base")
                            .with("plugin.version", "1.1.0")
                            .source("base.Greeting", greeting.formatted("good day")),
                    "base.zip");
            PluginUpdate update = plugins.refresh(nothing -> false);
            assertThat(update.came()).extracting(PluginInfo::id).containsExactly("base", "user");
            update.unload();
            plugins.extensions(Notifier.class).getFirst().deliver(ALERT);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("hello good day ");
    }

    @Test
    void hostsStartingTogetherOnOneDirectoryDoNotDisturbOneAnother() throws Exception {
        int hosts = 6;
        var versions = new ArrayList<Path>();
        for (int i = 0; i < hosts; i++) {
            Path own = temp.resolve("bundled-" + i);
            plugin("shared")
                    .notifier("shared.Version" + (i % 2), "", "")
                    .writeTo(own.resolve("shared.zip"));
            versions.add(own);
        }
        var start = new CyclicBarrier(hosts);
        try (var threads = Executors.newFixedThreadPool(hosts)) {
            var runs = new ArrayList<Callable<List<String>>>();
            for (Path own : versions) {
                runs.add(() -> {
                    start.await();
                    var setup = new PluginSetup(var, own, Map.of(), System.err);
                    try (Plugins plugins = Plugins.load(setup)) {
                        assertThat(plugins.problems()).isEmpty();
                        return plugins.extensions(Notifier.class).stream()
                                .map(Notifier::id)
                                .toList();
                    }
                });
            }
            for (var run : threads.invokeAll(runs)) {
                assertThat(run.get()).hasSize(1).allMatch(id -> id.startsWith("version"));
            }
        }
        try (var left = Files.newDirectoryStream(var.resolve("plugins"), ".part-*")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aHostThatUnloadsTakesNothingFromAnotherOnTheSameDirectory() throws Exception {
        plugin("shared").notifier("shared.One", "", "").writeTo(bundled.resolve("shared.zip"));
        try (Plugins first = load()) {
            ClassLoader loader = notifier(first, "one").getClass().getClassLoader();
            try (InputStream index = loader.getResourceAsStream("META-INF/extensions.idx")) {
                try (Plugins second = load()) {
                    assertThat(second.extensions(Notifier.class)).hasSize(1);
                }
                assertThat(index).asString(StandardCharsets.UTF_8).contains("shared.One");
            }
        }
    }

    @Test
    void refusesAZipThatWritesOutsideItsFolder() throws Exception {
        for (String name :
                List.of(
                        "../escaped.txt",
                        "/escaped.txt",
                        "lib/../../escaped.txt",
                        "..\\escaped.txt",
                        "C:escaped.txt")) {
            Path zip = var.resolve("plugins/slip.zip");
            Files.createDirectories(zip.getParent());
            Files.write(zip, PluginZip.zip(Map.of(name, new byte[] {1})));
            try (Plugins plugins = load()) {
                assertThat(plugins.problems())
                        .extracting(PluginProblem::message)
                        .containsExactly(
                                "slip.zip: holds '"
                                        + name
                                        + "', which would be written outside the plugin's folder");
            }
        }
        try (var tree = Files.walk(temp)) {
            assertThat(tree.filter(p -> p.getFileName().toString().contains("escaped"))).isEmpty();
        }
    }

    @Test
    void pluginOfRefusesAStranger() throws Exception {
        try (Plugins plugins = load()) {
            assertThatThrownBy(() -> plugins.pluginOf("x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.String");
        }
    }
}
