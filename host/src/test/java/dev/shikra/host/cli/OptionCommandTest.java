package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OptionCommandTest {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private List<PricingModel> models =
            List.of(new PayOff("bsm", 0), new PayOff("black76", 0), new PayOff("american", 7));

    /** Values an option at its undiscounted pay-off; the other answers show what it was asked. */
    private record PayOff(String name, int steps) implements PricingModel {
        @Override
        public ValuationStatus value(
                OptionKind kind,
                double underlying,
                double strike,
                double years,
                double rate,
                double yield,
                double volatility,
                OptionValues out) {
            out.clear();
            if (volatility < 0) {
                return ValuationStatus.VOLATILITY_NEGATIVE;
            }
            if (underlying > 1e100) {
                return ValuationStatus.OUT_OF_RANGE;
            }
            out.price = Math.max(0, kind.sign() * (underlying - strike));
            out.delta = kind.sign();
            out.gamma = rate;
            out.theta = yield;
            out.vega = volatility;
            out.rho = years;
            out.vanna = steps;
            out.vomma = 0.1 + 0.2;
            return ValuationStatus.OK;
        }

        @Override
        public ImpliedVolatilityStatus impliedVolatility(
                OptionKind kind,
                double underlying,
                double strike,
                double years,
                double rate,
                double yield,
                double price,
                OptionValues out) {
            out.clear();
            if (price < kind.sign() * (underlying - strike)) {
                return ImpliedVolatilityStatus.BELOW_INTRINSIC;
            }
            out.volatility = price / underlying;
            return ImpliedVolatilityStatus.OK;
        }

        @Override
        public PricingModel withSteps(int steps) {
            if (steps < 3) {
                throw new IllegalArgumentException(steps + " steps: a tree takes 3 or more");
            }
            return new PayOff(name, steps);
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new OptionCommand(() -> models))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    command.getErr().flush();
                    return 1;
                })
                .execute(arguments);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("options.csv"), text).toString();
    }

    @Test
    void answersGreeksRowByRowInTheContractsColumns() throws IOException {
        String file =
                file(
                        "id,flag,S,K,T,r,q,sigma\n7,c,110.5,100,0.25,0.05,0.01,0.2\nx,p,90,100,1,0,0,0.3\n");
        assertThat(run("greeks", "--model", "bsm", "--csv", file)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "id,price,delta,gamma,theta_day,vega_pct,rho_pct,vanna,vomma",
                        "7,10.5,1.0,0.05,0.01,0.2,0.25,0.0,0.30000000000000004",
                        "x,10.0,-1.0,0.0,0.0,0.3,1.0,0.0,0.30000000000000004");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void takesColumnsInAnyOrderAndFuturesForBlack76() throws IOException {
        String file = file("sigma,note,K,F,flag,T,id,r\r\n0.2,hello,100,110,C,0.5,1,0.07\r\n\r\n");
        assertThat(run("greeks", "--model", "black76", "--csv", file)).isZero();
        assertThat(out.toString().lines().skip(1))
                .containsExactly("1,10.0,1.0,0.07,0.0,0.2,0.5,0.0,0.30000000000000004");
    }

    @Test
    void readsGzip() throws IOException {
        Path file = folder.resolve("options.csv.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write("id,flag,S,K,T,r,q,price\n1,c,100,90,1,0,0,12\n".getBytes());
        }
        assertThat(run("iv", "--model", "bsm", "--csv", file.toString())).isZero();
        assertThat(out.toString().lines()).containsExactly("id,sigma,status", "1,0.12,ok");
    }

    @Test
    void saysWhyAPriceHasNoVolatilityAndThatIsNoFailure() throws IOException {
        String file = file("id,flag,S,K,T,r,q,price\n1,c,100,90,1,0,0,9\n2,c,100,90,1,0,0,20\n");
        assertThat(run("iv", "--model", "bsm", "--csv", file)).isZero();
        assertThat(out.toString().lines().skip(1))
                .containsExactly("1,NaN,below-intrinsic", "2,0.2,ok");
    }

    @Test
    void badRowsAreNamedAndGoodOnesBesideThemAnswered() throws IOException {
        String file =
                file(
                        """
                        id,flag,S,K,T,r,q,sigma
                        1,c,100,90,1,0,0,0.2
                        2,c,100,-90,1,0,0,0.2
                        3,x,100,90,1,0,0,0.2
                        4,c,100,90,0,0,0,0.2
                        5,c,1o0,90,1,0,0,0.2
                        6,c,100,90,1
                        7,c,100,90,1,0,0,-0.2
                        8,c,1e200,90,1,0,0,0.2
                        9,p,80,90,1,0,0,0.2
                        """);
        assertThat(run("greeks", "--model", "bsm", "--csv", file)).isEqualTo(1);
        assertThat(out.toString().lines().filter(line -> !line.contains("NaN")).skip(1))
                .extracting(line -> line.substring(0, 6))
                .containsExactly("1,10.0", "9,10.0");
        assertThat(out.toString().lines())
                .contains("2,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN")
                .hasSize(10);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith(file + ":3: K \"-90\" must be above zero"),
                        line -> assertThat(line).startsWith(file + ":4: flag \"x\" must be c"),
                        line ->
                                assertThat(line)
                                        .startsWith(file + ":5: T \"0\" must be above zero"),
                        line ->
                                assertThat(line)
                                        .startsWith(file + ":6: S \"1o0\" must be a finite"),
                        line -> assertThat(line).startsWith(file + ":7: r \"\" must be a finite"),
                        line -> assertThat(line).startsWith(file + ":8: sigma \"-0.2\""),
                        line -> assertThat(line).startsWith(file + ":9: ").contains("beyond what"),
                        line ->
                                assertThat(line)
                                        .isEqualTo("7 rows of " + file + " have no answer"));
    }

    @Test
    void expiredOptionHasNoVolatilityAndIsNamed() throws IOException {
        String file = file("id,flag,S,K,T,r,q,price\n1,c,100,90,-0.1,0,0,12\n");
        assertThat(run("iv", "--model", "bsm", "--csv", file)).isEqualTo(1);
        assertThat(out.toString().lines()).contains("1,NaN,no-information");
        assertThat(err.toString()).contains(":2: T \"-0.1\"");
    }

    @Test
    void treeTakesTheStepsAskedFor() throws IOException {
        String file = file("id,flag,S,K,T,r,q,sigma\n1,p,80,100,1,0.05,0,0.2\n");
        assertThat(run("american", "--csv", file, "--steps", "501")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("id,price,delta,gamma,theta_day", "1,20.0,-1.0,0.05,0.0");
        assertThat(run("american", "--csv", file, "--steps", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("--steps: 2 steps");
    }

    @Test
    void missingColumnsFilesAndModelsAreNamed() throws IOException {
        String file = file("id,flag,S,K,r,q,sigma\n");
        assertThat(run("greeks", "--model", "bsm", "--csv", file)).isEqualTo(1);
        assertThat(err.toString())
                .contains(file + ":1: no column T")
                .contains("id,flag,S,K,T,r,q,sigma");
        assertThat(run("greeks", "--model", "bsm", "--csv", folder.resolve("none.csv").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("none.csv can't be read");
        assertThat(run("greeks", "--model", "heston", "--csv", file)).isEqualTo(2);
        assertThat(err.toString()).contains("no model heston; there are american, black76, bsm");
        assertThat(run()).isEqualTo(2);
        models = List.of();
        assertThat(run("greeks", "--model", "bsm", "--csv", file)).isEqualTo(1);
        assertThat(err.toString()).contains("no pricing model is installed");
    }
}
