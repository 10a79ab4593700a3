package dev.shikra.plugins.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.signal.Notifier;
import dev.shikra.api.signal.NotifierContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a command of its own on the path, which writes down what it is given. */
class DesktopNotifierTest extends NotifierContract {
    @TempDir private Path folder;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private final class Context implements PluginContext {
        private final Map<String, String> settings;

        Context(Map<String, String> settings) {
            this.settings = settings;
        }

        @Override
        public String pluginId() {
            return "notifier-desktop";
        }

        @Override
        public Map<String, String> settings() {
            return settings;
        }

        @Override
        public Path dataDirectory() {
            throw new UnsupportedOperationException("it keeps nothing");
        }

        @Override
        public PrintStream console() {
            return new PrintStream(console, true, StandardCharsets.UTF_8);
        }
    }

    /** Puts a command on the path that notes its arguments, each in brackets, a call a line. */
    private Path command(String name, String more) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: a fake command needs /bin/sh");
        Path said = folder.resolve(name + ".said");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path command = bin.resolve(name);
        Files.writeString(
                command,
                "#!/bin/sh\n{ for a in \"$@\"; do printf '[%s]' \"$a\"; done; echo; } >> '"
                        + said
                        + "'\n"
                        + more);
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        return said;
    }

    private Notifier notifier(DesktopTool tool, Map<String, String> settings) {
        return new DesktopNotifier(new Context(settings), tool, List.of(folder.resolve("bin")));
    }

    private static Told told(Notifier notifier, Path said) {
        return new Told() {
            @Override
            public Notifier notifier() {
                return notifier;
            }

            @Override
            public int messages() {
                return (int) text().lines().count();
            }

            @Override
            public String text() {
                try {
                    return Files.exists(said) ? Files.readString(said) : "";
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    protected Told told() throws IOException {
        return told(notifier(DesktopTool.NOTIFY_SEND, Map.of()), command("notify-send", ""));
    }

    @Override
    protected Optional<Told> broken() throws IOException {
        Path said = command("notify-send", "echo 'no notification service' >&2\nexit 1\n");
        return Optional.of(told(notifier(DesktopTool.NOTIFY_SEND, Map.of()), said));
    }

    @Test
    void tellsWhyTheToolFailed() throws Exception {
        try (Told broken = broken().orElseThrow()) {
            assertThatThrownBy(() -> broken.notifier().deliver(alert(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("notify-send failed with exit code 1: no notification service");
        }
    }

    @Test
    void givesNotifySendTitleAndBodyAsArgumentsOfTheirOwn() throws Exception {
        try (Told told = told()) {
            told.notifier().deliver(alert(1));
            assertThat(told.text())
                    .isEqualTo(
                            "[--app-name=Shikra][--][\u25b2 RELIANCE  Opening range breakout]"
                                    + "[price 103.00  stop 101.50  confidence 75 %]\n");
        }
    }

    @Test
    void givesTheTextsToAppleScriptAsItsArguments() throws Exception {
        Path said = command("osascript", "");
        notifier(DesktopTool.OSASCRIPT, Map.of()).deliver(alert(1));
        assertThat(Files.readString(said))
                .startsWith("[-e][on run argv][-e][display notification (item 2 of argv)")
                .endsWith(
                        "[end run][\u25b2 RELIANCE  Opening range breakout]"
                                + "[price 103.00  stop 101.50  confidence 75 %]\n");
    }

    @Test
    void escapesWhatABodyCouldTakeForMarkup() {
        assertThat(DesktopTool.NOTIFY_SEND.arguments("a<b", "a<b>&c").getLast())
                .isEqualTo("a&lt;b&gt;&amp;c");
    }

    @Test
    void saysOnceThatTheToolIsMissingAndFailsEachAlert() {
        Notifier notifier = notifier(DesktopTool.NOTIFY_SEND, Map.of());
        for (int i = 0; i < 3; i++) {
            int number = i;
            assertThatThrownBy(() -> notifier.deliver(alert(number)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("notify-send")
                    .hasMessageContaining("libnotify-bin");
        }
        assertThat(console.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    @Test
    void saysThatWindowsIsNotSupported() {
        assertThat(DesktopTool.of("Windows 11")).isEqualTo(DesktopTool.NONE);
        assertThat(DesktopTool.of("Mac OS X")).isEqualTo(DesktopTool.OSASCRIPT);
        assertThat(DesktopTool.of("Linux")).isEqualTo(DesktopTool.NOTIFY_SEND);
        assertThatThrownBy(() -> notifier(DesktopTool.NONE, Map.of()).deliver(alert(1)))
                .hasMessageContaining("not supported on this system");
    }

    @Test
    void whatIsAboveTheRateWaits() throws Exception {
        Path said = command("notify-send", "");
        Notifier notifier = notifier(DesktopTool.NOTIFY_SEND, Map.of("perMinute", "2"));
        notifier.deliver(alert(1));
        notifier.deliver(alert(2));
        Thread third =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                notifier.deliver(alert(3));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        while (third.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        third.interrupt();
        third.join();
        assertThat(Files.readAllLines(said)).hasSize(2);
    }
}
