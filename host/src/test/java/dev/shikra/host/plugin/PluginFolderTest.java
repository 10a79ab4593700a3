package dev.shikra.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
    @TempDir private Path temp;
    private Path var;
    private Path bundled;
    private Map<String, Map<String, String>> settings = Map.of();
    private int made;

    @BeforeEach
    void folders() {
        var = temp.resolve("var");
        bundled = temp.resolve("bundled");
    }

    private PluginSetup setup() {
        return new PluginSetup(var, bundled, settings, System.err);
    }

    private PluginFolder folder() {
        return new PluginFolder(setup());
    }

    private PluginZip plugin(String id) {
        return new PluginZip(temp.resolve("work-" + made++), id).with("plugin.provider", "a test");
    }

    private Path zip(PluginZip plugin) {
        return plugin.writeTo(temp.resolve("zip-" + made++ + ".zip"));
    }

    private Path zip(byte[] bytes) throws IOException {
        return Files.write(temp.resolve("zip-" + made++ + ".zip"), bytes);
    }

    private List<String> errors(Path zip) throws IOException {
        return folder().check(zip).findings().stream()
                .filter(each -> each.level() == PluginFinding.Level.ERROR)
                .map(PluginFinding::message)
                .toList();
    }

    private List<String> running() throws IOException {
        try (Plugins plugins = Plugins.load(setup())) {
            assertThat(plugins.problems()).isEmpty();
            return plugins.installed().stream()
                    .map(plugin -> plugin.id() + " " + plugin.version())
                    .toList();
        }
    }

    @Test
    void installsASoundZipUnderItsIdAndReplacesTheOlder() throws Exception {
        PluginFolder.Checked checked =
                folder().install(zip(plugin("teller").notifier("teller.Teller", "", "")));
        assertThat(checked.findings()).isEmpty();
        assertThat(var.resolve("plugins/teller.zip")).exists();
        assertThat(running()).containsExactly("teller 1.0.0");

        // The older one may lie under another name.
        Files.move(var.resolve("plugins/teller.zip"), var.resolve("plugins/mine.zip"));
        folder().install(
                        zip(
                                plugin("teller")
                                        .with("plugin.version", "1.1.0")
                                        .notifier("teller.Teller", "", "")));
        assertThat(running()).containsExactly("teller 1.1.0");
        assertThat(var.resolve("plugins/mine.zip")).doesNotExist();

        folder().remove("teller");
        assertThat(running()).isEmpty();
        assertThatThrownBy(() -> folder().remove("teller"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no plugin 'teller'");
    }

    @Test
    void whatIsDisabledStaysSoUntilItIsEnabled() throws Exception {
        folder().install(zip(plugin("teller").notifier("teller.Teller", "", "")));
        folder().disable("teller");
        folder().disable("teller");
        assertThat(running()).isEmpty();
        try (Plugins plugins = Plugins.load(setup())) {
            assertThat(plugins.disabled())
                    .extracting(Plugins.DisabledPlugin::id)
                    .containsExactly("teller");
            folder().enable("teller");
            assertThat(plugins.refresh(nothing -> false).came())
                    .extracting(PluginInfo::id)
                    .containsExactly("teller");
        }
        assertThat(running()).containsExactly("teller 1.0.0");
        assertThatThrownBy(() -> folder().disable("nobody"))
                .hasMessageContaining("no plugin 'nobody'");
        assertThatThrownBy(() -> folder().enable("nobody"))
                .hasMessageContaining("no plugin 'nobody'");
    }

    @Test
    void whatCameWithTheHostIsNeitherReplacedNorRemoved() throws Exception {
        plugin("shipped").notifier("shipped.S", "", "").writeTo(bundled.resolve("shipped.zip"));
        assertThat(running()).containsExactly("shipped 1.0.0");
        assertThat(folder().install(zip(plugin("shipped").notifier("other.S", "", ""))).isSound())
                .isFalse();
        assertThatThrownBy(() -> folder().remove("shipped"))
                .hasMessageContaining("./shikra plugins disable shipped");
        folder().disable("shipped");
        assertThat(running()).isEmpty();
    }

    @Test
    void namesAllThatIsWrongWithADescriptor() throws Exception {
        assertThat(
                        errors(
                                zip(
                                        plugin("Bad Id")
                                                .with("plugin.version", "new")
                                                .with("plugin.requires", ">=99.0.0")
                                                .notifier("bad.Bad", "", ""))))
                .satisfiesExactly(
                        m -> assertThat(m).contains("plugin.id is 'Bad Id'"),
                        m -> assertThat(m).contains("plugin.version is 'new'"),
                        m -> assertThat(m).contains(">=99.0.0", "this host has"));
    }

    @Test
    void refusesTheHostileAndInstallsNothingOfIt() throws Exception {
        byte[] good = plugin("good").notifier("good.Good", "", "").bytes();
        byte[] link = PluginZip.zip(Map.of("lib/l.jar", new byte[] {1}));
        ByteBuffer bytes = ByteBuffer.wrap(link).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(bytes.getInt(link.length - 22 + 16) + 38, 0xA1FF << 16);
        var crowd = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i <= PluginArchive.MAX_ENTRIES; i++) {
            crowd.put("f" + i, new byte[0]);
        }
        var hostile = new LinkedHashMap<String, Path>();
        hostile.put("outside", zip(PluginZip.zip(Map.of("../x.zip", new byte[] {1}))));
        hostile.put("written outside", zip(PluginZip.zip(Map.of("/etc/x", new byte[] {1}))));
        hostile.put("a link", zip(link));
        hostile.put(
                "unpacks to more than", zip(PluginZip.zip(Map.of("zeros", new byte[64 << 20]))));
        hostile.put("more than 10000 entries", zip(PluginZip.zip(crowd)));
        hostile.put("is not", zip(Arrays.copyOf(good, good.length - 30)));
        hostile.put("is not a zip", zip("hello".getBytes(StandardCharsets.UTF_8)));
        hostile.put(
                "no plugin.properties", zip(PluginZip.zip(Map.of("lib/x.jar", new byte[] {1}))));
        hostile.put(
                "brings no extension", zip(plugin("empty").source("e.E", "package e; class E {}")));
        hostile.put(
                "threw java.lang.IllegalStateException: no licence",
                zip(
                        plugin("thrower")
                                .notifier(
                                        "bad.Thrower",
                                        "public Thrower() { throw new IllegalStateException(\"no licence\"); }",
                                        "")));
        hostile.put(
                "NoClassDefFoundError",
                zip(
                        plugin("lacks")
                                .provided("gone.Gone", "package gone; public class Gone {}")
                                .notifier("bad.Lacks", "gone.Gone g = new gone.Gone();", "")));
        hostile.put(
                ".id() threw",
                zip(
                        plugin("method")
                                .source(
                                        "bad.Method",
                                        """
                                        package bad;
                                        @org.pf4j.Extension
                                        public class Method implements dev.shikra.api.signal.Notifier {
                                            public String id() { throw new UnsupportedOperationException("later"); }
                                            public void deliver(dev.shikra.api.signal.Alert alert) {}
                                        }
                                        """)));
        hostile.put(
                "needs the plugin absent",
                zip(
                        plugin("lonely")
                                .with("plugin.dependencies", "absent@>=1.0.0")
                                .notifier("bad.Lonely", "", "")));
        for (var each : hostile.entrySet()) {
            PluginFolder.Checked checked = folder().install(each.getValue());
            assertThat(checked.isSound()).as(each.getKey()).isFalse();
            assertThat(checked.findings())
                    .as(each.getKey())
                    .anyMatch(finding -> finding.message().contains(each.getKey()));
        }
        assertThat(running()).isEmpty();
        folder().install(zip(good));
        assertThat(running()).containsExactly("good 1.0.0");
    }

    /** Nothing holds back trusted code; what ends the host openly is named before it runs. */
    @Test
    void namesCodeThatEndsTheHostAndDoesNotRunIt() throws Exception {
        Path constructor =
                plugin("leaver")
                        .notifier("bad.Leaver", "public Leaver() { System.exit(7); }", "")
                        .writeTo(temp.resolve("leaver.zip"));
        assertThat(folder().check(constructor).findings())
                .anySatisfy(finding ->
                        assertThat(finding.message())
                                .contains("bad.Leaver.<init> calls System.exit", "ends the host"));
        assertThat(folder().install(constructor).isSound()).isFalse();
        Path method =
                plugin("later")
                        .notifier("bad.Later", "", "Runtime.getRuntime().halt(7);")
                        .writeTo(temp.resolve("later.zip"));
        assertThat(folder().check(method).isSound()).isTrue();
        assertThat(folder().check(method).findings())
                .anySatisfy(finding ->
                        assertThat(finding.message())
                                .contains("bad.Later.deliver calls Runtime.halt", "trusted code"));
    }

    @Test
    void verifyFindsAChangedCopy() throws Exception {
        folder().install(zip(plugin("teller").notifier("teller.Teller", "", "")));
        running();
        assertThat(folder().verify()).allMatch(each -> each.checked().isSound());
        String sha256 = folder().verify().getFirst().checked().sha256();
        Files.writeString(
                var.resolve("plugins/.unpacked").resolve(sha256).resolve("lib/plugin.jar"),
                "somebody else's");
        assertThat(folder().verify().getFirst().checked().findings())
                .extracting(PluginFinding::message)
                .singleElement()
                .asString()
                .contains("differs from the zip at lib/plugin.jar");
    }

    private PluginZip withKeys() {
        return plugin("keyed")
                .notifier("keyed.Keyed", "", "")
                .source(
                        "keyed.Keys",
                        """
                        package keyed;
                        import dev.shikra.api.plugin.PluginKey;
                        @org.pf4j.Extension
                        public class Keys implements dev.shikra.api.plugin.PluginKeys {
                            public java.util.List<PluginKey> keys() {
                                return java.util.List.of(
                                        new PluginKey("volume", new PluginKey.Whole(0, 10), "3", "How loud."),
                                        new PluginKey("apiToken", PluginKey.Text.of("[a-z]+", "small letters"), "", "Secret."));
                            }
                        }
                        """);
    }

    @Test
    void aSectionIsHeldAgainstTheKeysThatThePluginDeclares() throws Exception {
        Path zip = zip(withKeys());
        settings = Map.of("keyed", Map.of("volume", "7", "apiToken", "abc"));
        assertThat(errors(zip)).isEmpty();
        settings = Map.of("keyed", Map.of("volume", "11", "volumn", "1", "apiToken", "S3CRET"));
        assertThat(errors(zip))
                .singleElement()
                .asString()
                .contains("plugins.keyed.volume is '11': give a whole number from 0 to 10")
                .contains("plugins.keyed.volumn: there is no such key: did you mean 'volume'?")
                .contains("plugins.keyed.apiToken: give small letters")
                .doesNotContain("S3CRET");
    }
}
