package dev.shikra.host.cli;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import dev.shikra.host.cli.OptionCsv.BadCell;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./shikra option}: prices, Greeks and implied volatilities of the options in a CSV file, by
 * the installed {@link PricingModel}s. Every row of the file gets a row of the answer; one that
 * can't be read or valued gets NaN, a line on standard error with its place, value and remedy, and
 * exit code 1 in the end.
 */
@Command(
        name = "option",
        description = "Prices, Greeks and implied volatilities of options in a CSV file.",
        subcommands = OptionHistoryCommand.class)
public final class OptionCommand implements Runnable {
    private static final String AMERICAN = "american";

    /** A file that calls the future S will do. */
    private static final String FUTURE = "F|S";

    private static final int UNDERLYING = 2;

    private final Supplier<? extends List<PricingModel>> models;

    @Spec private CommandSpec spec;

    /**
     * The command over some models.
     *
     * @param models asked once a command runs, so that help needs no plugins
     */
    public OptionCommand(Supplier<? extends List<PricingModel>> models) {
        this.models = models;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what: option greeks, option iv, option american, option history");
    }

    /** What stands in a row beside the id, as read. */
    private record Terms(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield) {}

    /** Answers one row: text after the id. Throws for a cell that can't be used. */
    private interface RowAnswer {
        String answer(OptionCsv row, Terms terms, OptionValues values) throws BadCell;
    }

    @Command(
            name = "greeks",
            description = {
                "Price and Greeks of European options.",
                "Columns id,flag,S,K,T,r,q,sigma (black76: F for S, no q) to"
                        + " id,price,delta,gamma,theta_day,vega_pct,rho_pct,vanna,vomma. flag: c or p;"
                        + " T in years; r, q, sigma as fractions."
            })
    int greeks(
            @Option(names = "--model", paramLabel = "bsm|black76", required = true) String name,
            @Option(names = "--csv", paramLabel = "FILE", required = true) Path file) {
        PricingModel model = model(name);
        return answer(
                file,
                columns(name, "sigma"),
                "id,price,delta,gamma,theta_day,vega_pct,rho_pct,vanna,vomma",
                "NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN",
                (row, terms, values) -> {
                    value(model, row, terms, values);
                    return joined(
                            values.price,
                            values.delta,
                            values.gamma,
                            values.theta,
                            values.vega,
                            values.rho,
                            values.vanna,
                            values.vomma);
                });
    }

    @Command(
            name = "iv",
            description = {
                "Implied volatility of European options.",
                "Columns id,flag,S,K,T,r,q,price (black76: F for S, no q) to id,sigma,status; status: ok,"
                        + " below-intrinsic, above-maximum, no-information."
            })
    int impliedVolatility(
            @Option(names = "--model", paramLabel = "bsm|black76", required = true) String name,
            @Option(names = "--csv", paramLabel = "FILE", required = true) Path file) {
        PricingModel model = model(name);
        return answer(
                file,
                columns(name, "price"),
                "id,sigma,status",
                "NaN," + ImpliedVolatilityStatus.NO_INFORMATION.label(),
                (row, terms, values) -> {
                    ImpliedVolatilityStatus status =
                            model.impliedVolatility(
                                    terms.kind,
                                    terms.underlying,
                                    terms.strike,
                                    terms.years,
                                    terms.rate,
                                    terms.yield,
                                    row.number("price"),
                                    values);
                    return values.volatility + "," + status.label();
                });
    }

    @Command(
            name = AMERICAN,
            description = {
                "Price and Greeks of American options, by a binomial tree.",
                "Columns id,flag,S,K,T,r,q,sigma to id,price,delta,gamma,theta_day."
            })
    int american(
            @Option(names = "--csv", paramLabel = "FILE", required = true) Path file,
            @Option(
                            names = "--steps",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "Time steps of the tree; default: the model's own.")
                    int steps) {
        PricingModel model = steps == 0 ? model(AMERICAN) : withSteps(steps);
        return answer(
                file,
                columns(AMERICAN, "sigma"),
                "id,price,delta,gamma,theta_day",
                "NaN,NaN,NaN,NaN",
                (row, terms, values) -> {
                    value(model, row, terms, values);
                    return joined(values.price, values.delta, values.gamma, values.theta);
                });
    }

    private PricingModel withSteps(int steps) {
        try {
            return model(AMERICAN).withSteps(steps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--steps: " + e.getMessage(), e);
        }
    }

    private PricingModel model(String name) {
        List<PricingModel> known = models.get();
        for (PricingModel model : known) {
            if (model.name().equals(name)) {
                return model;
            }
        }
        if (known.isEmpty()) {
            throw new CommandFailed(
                    "no pricing model is installed: put the greeks plugin's zip in var/plugins");
        }
        throw new ParameterException(
                spec.commandLine(),
                "--model: no model "
                        + name
                        + "; there are "
                        + known.stream()
                                .map(PricingModel::name)
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }

    private static List<String> columns(String model, String last) {
        List<String> columns = new ArrayList<>(List.of("id", "flag"));
        boolean onFuture = model.equals("black76");
        columns.add(onFuture ? FUTURE : "S");
        columns.addAll(List.of("K", "T", "r"));
        if (!onFuture) {
            columns.add("q");
        }
        columns.add(last);
        return columns;
    }

    private int answer(
            Path file, List<String> columns, String header, String nothing, RowAnswer rows) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        OptionValues values = new OptionValues();
        int faults = 0;
        try (OptionCsv csv = OptionCsv.open(file, columns)) {
            out.println(header);
            while (csv.next()) {
                String id = csv.text("id");
                try {
                    out.println(id + "," + rows.answer(csv, terms(csv, columns), values));
                } catch (BadCell e) {
                    out.println(id + "," + nothing);
                    err.println(e.getMessage());
                    faults++;
                }
            }
        }
        out.flush();
        if (faults > 0) {
            err.println(faults + " rows of " + file + " have no answer");
        }
        err.flush();
        return faults == 0 ? 0 : 1;
    }

    private static Terms terms(OptionCsv row, List<String> columns) throws BadCell {
        return new Terms(
                kind(row),
                row.positive(columns.get(UNDERLYING), "must be above zero: the underlying's price"),
                row.positive("K", "must be above zero: the strike"),
                row.positive(
                        "T", "must be above zero: years to expiry; an expired option has no value"),
                row.number("r"),
                columns.contains("q") ? row.number("q") : 0);
    }

    private static OptionKind kind(OptionCsv row) throws BadCell {
        String flag = row.text("flag");
        return switch (flag.toLowerCase(Locale.ROOT)) {
            case "c", "call", "ce" -> OptionKind.CALL;
            case "p", "put", "pe" -> OptionKind.PUT;
            default -> throw row.bad("flag", flag, "must be c (call) or p (put)");
        };
    }

    private static void value(PricingModel model, OptionCsv row, Terms terms, OptionValues values)
            throws BadCell {
        double volatility = row.number("sigma");
        ValuationStatus status =
                model.value(
                        terms.kind,
                        terms.underlying,
                        terms.strike,
                        terms.years,
                        terms.rate,
                        terms.yield,
                        volatility,
                        values);
        if (status != ValuationStatus.OK) {
            boolean volatilityAtFault = status == ValuationStatus.VOLATILITY_NEGATIVE;
            throw volatilityAtFault
                    ? row.bad("sigma", row.text("sigma"), ": " + status.remedy())
                    : new BadCell(
                            row.place()
                                    + ": "
                                    + terms
                                    + ", sigma "
                                    + volatility
                                    + ": "
                                    + status.remedy());
        }
    }

    private static String joined(double... values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(text.isEmpty() ? "" : ",").append(value);
        }
        return text.toString();
    }
}
