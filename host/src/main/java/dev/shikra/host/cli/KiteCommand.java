package dev.shikra.host.cli;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.InstrumentCatalog;
import dev.shikra.api.source.LoginFlow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code kite login|instruments}: the daily token; what the venue lists. */
@Command(
        name = "kite",
        mixinStandardHelpOptions = true,
        description = "Logs in to Kite and lists its instruments.",
        synopsisSubcommandLabel = "(login | instruments)")
public final class KiteCommand implements Runnable {
    private final Context context;
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Configuration; default config/.")
    private @Nullable Path config;

    /**
     * What the command works with; asked once it runs, so that help needs no plugin.
     *
     * @param logins those of the installed plugins
     * @param catalogs those of the installed plugins
     * @param settings the source's section of the configuration in a directory, or the usual one
     * @param cacheDirectory as the source gets it
     * @param answers what the person types
     */
    public record Context(
            Supplier<? extends List<LoginFlow>> logins,
            Supplier<? extends List<InstrumentCatalog>> catalogs,
            Function<Optional<Path>, Map<String, String>> settings,
            Path cacheDirectory,
            Reader answers) {}

    public KiteCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "say 'login' or 'instruments'");
    }

    /** Prints the link, waits for the redirect's address and stores the token. */
    @Command(description = "Gets the day's token: open the link, log in, paste the address.")
    int login(
            @Parameters(
                            arity = "0..1",
                            defaultValue = "",
                            paramLabel = "ADDRESS",
                            description =
                                    "The address that the login led to; asked for if left out.")
                    String given)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            LoginFlow flow =
                    one(
                            context.logins().get().stream()
                                    .filter(f -> f.id().equals("kite"))
                                    .toList());
            Map<String, String> settings = context.settings().apply(Optional.ofNullable(config));
            String answer = given;
            if (answer.isEmpty()) {
                err.println("Open this page, log in, and paste the address that it leads to:");
                err.println(flow.link(settings));
                err.flush();
                String line = new BufferedReader(context.answers()).readLine();
                answer = line == null ? "" : line;
            }
            out.println(flow.complete(settings, answer));
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Prints the instruments as CSV. */
    @Command(description = "Lists today's instruments as CSV.")
    int instruments(
            @Parameters(
                            arity = "0..*",
                            paramLabel = "PATTERN",
                            description = "EXCHANGE:SYMBOL, * for anything: 'NFO:NIFTY*CE'.")
                    List<String> patterns)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            InstrumentCatalog catalog =
                    one(
                            context.catalogs().get().stream()
                                    .filter(c -> c.id().equals("kite"))
                                    .toList());
            List<Pattern> wanted =
                    patterns == null
                            ? List.of()
                            : patterns.stream()
                                    .map(text -> "\\Q" + text.replace("*", "\\E.*\\Q") + "\\E")
                                    .map(Pattern::compile)
                                    .toList();
            out.println("token,instrument,kind,underlying,expiry,strike,tick,lot");
            catalog.instruments(context.settings().apply(Optional.ofNullable(config)), context.cacheDirectory()).stream()
                    .filter(instrument ->
                            wanted.isEmpty()
                                    || wanted.stream()
                                            .anyMatch(p -> p.matcher(instrument.id()).matches()))
                    .map(KiteCommand::csv)
                    .forEach(out::println);
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static String csv(Instrument instrument) {
        Instrument.Contract contract = instrument.contract();
        String terms =
                contract == null
                        ? ",,"
                        : contract.underlying() + "," + contract.expiry() + "," + contract.strike();
        return instrument.token()
                + ","
                + instrument.id()
                + ","
                + instrument.kind()
                + ","
                + terms
                + ","
                + instrument.tickSize()
                + ","
                + instrument.lotSize();
    }

    private static <T> T one(List<T> found) throws IOException {
        if (found.isEmpty()) {
            throw new IOException(
                    "the plugin source-kite is not installed: see './shikra plugins list'");
        }
        return found.getFirst();
    }
}
