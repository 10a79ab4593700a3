package dev.shikra.plugins.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.api.signal.Notice;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleNotifierTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private record Context(Map<String, String> settings, PrintStream console)
            implements PluginContext {
        @Override
        public String pluginId() {
            return "notifier-console";
        }

        @Override
        public Path dataDirectory() {
            throw new UnsupportedOperationException("the console keeps nothing");
        }
    }

    private ConsoleNotifier notifier(Map<String, String> settings) {
        return new ConsoleNotifier(
                new Context(settings, new PrintStream(printed, false, StandardCharsets.UTF_8)));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Alert alert(String id, String ruleName, Direction direction, double stop) {
        var values = new LinkedHashMap<String, Double>();
        values.put("x.close", 571.0);
        values.put("x.high15", 570.85);
        return new Alert(
                id,
                ZonedDateTime.parse("2016-08-16T09:31:00+05:30"),
                new Instrument(
                        1, "RELIANCE", "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null),
                "orb",
                ruleName,
                "v",
                direction,
                0.654,
                571,
                stop,
                Double.NaN,
                List.of(
                        new Evidence("closes above the opening range", values),
                        new Evidence("on volume", Map.of("x.rvol", 1.61803)),
                        new Evidence("always", Map.of())));
    }

    @Test
    void printsAnAlertForAPerson() {
        notifier(Map.of())
                .deliver(alert("0".repeat(32), "Opening range breakout", Direction.LONG, 566.1));

        assertThat(printed())
                .isEqualTo(
                        """
                        2016-08-16 09:31:00 ▲ NSE:RELIANCE  Opening range breakout  00000000000000000000000000000000
                                 price 571.00  stop 566.10  confidence 65 %
                                 closes above the opening range: x.close 571, x.high15 570.85; on volume: x.rvol 1.618; always
                        """);
    }

    @Test
    void leavesOutWhatTheRuleDoesNotGive() {
        notifier(Map.of()).deliver(alert("1", "R", Direction.SHORT, Double.NaN));

        assertThat(printed())
                .contains("▼", "price 571.00  confidence")
                .doesNotContain("stop", "target");
    }

    @Test
    void coloursOnlyWhenTold() {
        notifier(Map.of("colours", "off")).deliver(alert("1", "R", Direction.LONG, 1));
        assertThat(printed()).doesNotContain("\033");

        notifier(Map.of("colours", "on")).deliver(alert("2", "R", Direction.LONG, 1));
        assertThat(printed()).contains("\033[32m▲\033[0m");
    }

    @Test
    void refusesAnotherColourSetting() {
        assertThatThrownBy(() -> notifier(Map.of("colours", "pink")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'pink'")
                .hasMessageContaining("on or off");
    }

    @Test
    void printsAnIdOnce() {
        ConsoleNotifier notifier = notifier(Map.of());
        for (int i = 0; i < ConsoleNotifier.REMEMBERED; i++) {
            notifier.deliver(alert("id" + i, "R", Direction.LONG, 1));
        }
        int before = printed.size();

        notifier.deliver(alert("id0", "R", Direction.LONG, 1));
        assertThat(printed.size()).isEqualTo(before);

        notifier.deliver(alert("one more", "R", Direction.LONG, 1));
        notifier.deliver(alert("id0", "R", Direction.LONG, 1));
        assertThat(printed().split("id0 *\n", -1)).hasSize(3);
    }

    @Test
    void noNameSteersTheTerminalOrFakesALine() {
        notifier(Map.of())
                .deliver(alert("1", "evil\n12:00:00 ▲ fake\033[2J\u202E", Direction.LONG, 1));

        assertThat(printed().lines()).hasSize(3);
        assertThat(printed()).doesNotContain("\033", "\u202E");
    }

    @Test
    void saysWhenTheConsoleIsGone() {
        var closed = new PrintStream(OutputStream.nullOutputStream(), false);
        closed.close();
        var notifier = new ConsoleNotifier(new Context(Map.of(), closed));

        assertThatThrownBy(() -> notifier.deliver(alert("abc", "R", Direction.LONG, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("abc");
    }

    @Test
    void printsANoticeInTwoLinesThatNobodyCanFake() {
        Instant time = Instant.parse("2026-01-05T03:00:00Z");
        notifier(Map.of())
                .notice(
                        new Notice(
                                Notice.Severity.ACTION,
                                "kite: log in",
                                "no token\n: log in at https://example.test/login",
                                time));
        String local =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                        .format(time.atZone(ZoneId.systemDefault()));
        assertThat(printed())
                .isEqualTo(
                        local
                                + " \u2757 kite: log in\n         no token?: log in at https://example.test/login\n");
    }
}
