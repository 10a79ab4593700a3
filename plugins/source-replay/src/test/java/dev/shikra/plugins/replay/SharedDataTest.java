package dev.shikra.plugins.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The presets on real recordings, which lie beside the project and are not part of it. */
class SharedDataTest {
    private static Path shared(String name) {
        for (String up : new String[] {"../shared", "../../shared", "../../../shared"}) {
            Path file = Path.of(up, name).toAbsolutePath().normalize();
            if (Files.exists(file)) {
                return file;
            }
        }
        Assumptions.abort("no shared " + name + " beside the project: not read");
        throw new AssertionError("unreachable");
    }

    @Test
    void readsAllOfTheExchangesMinuteBars() throws Exception {
        Path file = shared("data/minute/nse_1min_178syms_2016-08-16_2016-09-09.zip");
        Recorded read = Recorded.of(Recorded.request("", file), false);
        assertThat(read.ticksSeen).isEqualTo(1_201_500);
        assertThat(read.frames).isEqualTo(18 * 375);
        assertThat(read.faults).isZero();
        assertThat(read.skipped)
                .singleElement()
                .asString()
                .endsWith("NIFTYJUNIOR.csv: the file has a header and no rows");
        assertThat(read.session().instruments()).hasSize(178);
        assertThat(read.session().instruments())
                .filteredOn(each -> !each.traded())
                .hasSize(12)
                .allMatch(each -> each.kind() == Instrument.Kind.INDEX);
        assertThat(read.session().instruments())
                .anyMatch(each -> each.id().equals("NSE:RELCAPITAL"));
        long first = read.sum.getValue();
        assertThat(Recorded.of(Recorded.request("nse-minute-2016", file), false).sum.getValue())
                .isEqualTo(first);
    }

    @Test
    void readsRupeesOfOneYearAndPaiseOfTheNext() throws Exception {
        Path file = shared("data/minute/nifty_sensex_index_fut_1min_2024-01_2025-11.zip");
        Recorded read = Recorded.of(Recorded.request("", file), true);
        assertThat(read.ticksSeen).isEqualTo(34_875);
        assertThat(read.skipped).isEmpty();
        assertThat(read.session().instruments())
                .extracting(Instrument::id)
                .containsExactlyInAnyOrder(
                        "NFO:NIFTY-FUT", "NSE:NIFTY 50", "BFO:SENSEX-FUT", "BSE:SENSEX");
        for (String tick : read.ticks) {
            double open =
                    Double.parseDouble(tick.substring(tick.indexOf('[') + 1, tick.indexOf(',')));
            assertThat(open).as(tick).isBetween(20_000.0, 90_000.0);
        }
    }

    @Test
    void readsTradesAndQuoteChangesOfFutures() throws Exception {
        Path file = shared("data/ticks/nifty_fut_ticks_gfdl_2022-01-03.zip");
        Recorded read = Recorded.of(Recorded.request("", file), false);
        assertThat(read.ticksSeen).isEqualTo(59_562);
        assertThat(read.kinds[Tick.Kind.TRADE.ordinal()]).isEqualTo(20_075);
        assertThat(read.kinds[Tick.Kind.QUOTE.ordinal()]).isEqualTo(59_562 - 20_075);
        assertThat(read.session().instruments())
                .extracting(Instrument::symbol)
                .containsExactly("NIFTY-I", "NIFTY-II", "NIFTY-III");
        assertThat(read.skipped).isEmpty();
    }

    @Test
    void readsMicrosecondStampsOfAnIndex() throws Exception {
        Path file = shared("data/ticks/nifty_spot_ticks_fyers_2025-02-11_12.csv.gz");
        Recorded read = Recorded.of(Recorded.request("", file), true);
        assertThat(read.ticksSeen).isEqualTo(1_650);
        assertThat(read.ticks.getFirst())
                .startsWith("1739250283722 NSE:NIFTY 50 TRADE 1739250283722 ");
        assertThat(read.session().instruments().getFirst().traded()).isFalse();
    }

    @Test
    void readsTheGoldenBars() throws Exception {
        Recorded read = Recorded.of(Recorded.request("", shared("golden/S1.bars.csv.gz")), true);
        assertThat(read.ticksSeen).isEqualTo(600);
        assertThat(read.session().instruments().getFirst().id()).isEqualTo("FILE:S1");
        assertThat(read.skipped).isEmpty();
    }
}
