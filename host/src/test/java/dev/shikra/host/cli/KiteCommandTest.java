package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.InstrumentCatalog;
import dev.shikra.api.source.LoginFlow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class KiteCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheLinkAndTakesWhatIsPasted() {
        assertThat(run("http://back/?request_token=abc\n", "login")).isZero();
        assertThat(err.toString()).contains("https://login.example/key7");
        assertThat(out.toString().strip()).isEqualTo("logged in by http://back/?request_token=abc");
    }

    @Test
    void takesTheAddressAsArgument() {
        assertThat(run("", "login", "abc")).isZero();
        assertThat(out.toString()).contains("logged in by abc");
    }

    @Test
    void saysWhyALoginFails() {
        assertThat(run("refused\n", "login")).isEqualTo(1);
        assertThat(err.toString()).contains("the login was refused");
    }

    @Test
    void listsWhatMatches() {
        assertThat(run("", "instruments", "NFO:*CE")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "token,instrument,kind,underlying,expiry,strike,tick,lot",
                        "770,NFO:NIFTY25D0925700CE,CALL,NIFTY,2025-12-09,25700.0,0.05,75");
        assertThat(run("", "instruments")).isZero();
        assertThat(out.toString()).contains("513,NSE:ACME,EQUITY,,,,0.05,1");
    }

    @Test
    void isBadUsageWithoutAnAction() {
        assertThat(run("")).isEqualTo(2);
    }

    private int run(String typed, String... arguments) {
        var context =
                new KiteCommand.Context(
                        () -> List.of(new Login()),
                        () -> List.of(new Catalog()),
                        _ -> Map.of("apiKey", "key7"),
                        Path.of("cache"),
                        new StringReader(typed));
        return new CommandLine(new KiteCommand(context))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static final class Login implements LoginFlow {
        @Override
        public String id() {
            return "kite";
        }

        @Override
        public URI link(Map<String, String> settings) {
            return URI.create("https://login.example/" + settings.get("apiKey"));
        }

        @Override
        public String complete(Map<String, String> settings, String answer) throws IOException {
            if (answer.equals("refused")) {
                throw new IOException("the login was refused");
            }
            return "logged in by " + answer;
        }
    }

    private static final class Catalog implements InstrumentCatalog {
        @Override
        public String id() {
            return "kite";
        }

        @Override
        public List<Instrument> instruments(Map<String, String> settings, Path cacheDirectory) {
            return List.of(
                    new Instrument(
                            513, "ACME", "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null),
                    new Instrument(
                            770,
                            "NIFTY25D0925700CE",
                            "NFO",
                            "NFO-OPT",
                            Instrument.Kind.CALL,
                            0.05,
                            75,
                            true,
                            new Instrument.Contract("NIFTY", LocalDate.of(2025, 12, 9), 25_700)));
        }
    }
}
