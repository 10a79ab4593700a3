package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Kind;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentCsvTest {
    private static final String HEADER =
            "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,"
                    + "lot_size,instrument_type,segment,exchange\n";

    @Test
    void readsWhatAnInstrumentIsFromItsColumns() throws IOException {
        var content =
                InstrumentCsv.read(
                        new StringReader(
                                HEADER
                                        + "513,2,ACME,\"ACME, \"\"THE\"\" WORKS\",0.0,,0.0,0.05,1,"
                                        + "EQ,NSE,NSE\n"
                                        + "256265,1001,NIFTY 50,NIFTY 50,0.0,,0.0,0.0,0,EQ,INDICES,"
                                        + "NSE\n"
                                        + "770,3,NIFTY25D0925700CE,NIFTY,0.0,2025-12-09,25700.0,"
                                        + "0.05,75,CE,NFO-OPT,NFO\n"
                                        + "1026,4,NIFTY25DECFUT,NIFTY,0.0,2025-12-30,0.0,0.1,75,FUT,"
                                        + "NFO-FUT,NFO\n"));

        assertThat(content.skipped()).isEmpty();
        assertThat(content.instruments())
                .extracting(Instrument::kind)
                .containsExactly(Kind.EQUITY, Kind.INDEX, Kind.CALL, Kind.FUTURE);
        assertThat(content.instruments())
                .extracting(Instrument::traded)
                .containsExactly(true, false, true, true);
        assertThat(content.instruments().get(2))
                .isEqualTo(
                        new Instrument(
                                770,
                                "NIFTY25D0925700CE",
                                "NFO",
                                "NFO-OPT",
                                Kind.CALL,
                                0.05,
                                75,
                                true,
                                new Instrument.Contract(
                                        "NIFTY", LocalDate.of(2025, 12, 9), 25_700)));
    }

    @Test
    void leavesOutWhatItCannotReadAndSaysWhy() throws IOException {
        var content =
                InstrumentCsv.read(
                        new StringReader(
                                HEADER
                                        + "x,2,ACME,ACME,0.0,,0.0,0.05,1,EQ,NSE,NSE\n"
                                        + "513,2,ACME,ACME,0.0,,0.0,0.05,1,EQ,NSE,NSE\n"
                                        + "513,2,OTHER,OTHER,0.0,,0.0,0.05,1,EQ,NSE,NSE\n"
                                        + "770,3,N,NIFTY,0.0,soon,5.0,0.05,75,PE,NFO-OPT,NFO\n"
                                        + "771,3,M,M,0.0,,5.0,0.05,75,XX,NFO-OPT,NFO\n"
                                        + "1,2,3\n"));

        assertThat(content.instruments()).extracting(Instrument::symbol).containsExactly("ACME");
        assertThat(content.skipped())
                .containsExactly(
                        "line 2: instrument_token 'x' is not a number",
                        "line 4: OTHER: token 513 came before",
                        "line 5: N: expiry 'soon' is not a date like 2026-01-06",
                        "line 6: instrument_type 'XX' is not EQ, FUT, CE or PE",
                        "line 7: 3 fields: there must be 12");
    }

    @Test
    void refusesAFileThatIsNoMaster() {
        assertThatThrownBy(() -> InstrumentCsv.read(new StringReader("<html>")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<html>")
                .hasMessageContaining("tradingsymbol");
    }

    @ParameterizedTest
    @CsvSource({
        "kite_NSE_2025-07-03.csv.gz",
        "kite_NFO_2025-09-24.csv.gz",
        "kite_BFO_2026-05-08.csv.gz"
    })
    void readsEveryRowOfARealMaster(String name) throws IOException {
        Path file = SharedData.folder("instruments").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> file + " is absent");
        long rows;
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            rows = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count() - 1;
        }
        try (var in =
                new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            var content = InstrumentCsv.read(in);
            assertThat(content.skipped()).isEmpty();
            assertThat(content.instruments()).hasSize((int) rows);
        }
    }
}
