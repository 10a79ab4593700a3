package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.option.OptionSettings;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    private static final List<Instrument> INSTRUMENTS =
            List.of(
                    new Instrument(
                            738561,
                            "RELIANCE",
                            "NSE",
                            "NSE",
                            Instrument.Kind.EQUITY,
                            0.05,
                            1,
                            true,
                            null),
                    new Instrument(
                            256265,
                            "NIFTY 50",
                            "NSE",
                            "INDICES",
                            Instrument.Kind.INDEX,
                            0,
                            0,
                            false,
                            null),
                    new Instrument(
                            9_604_354,
                            "NIFTY25D0925700CE",
                            "NFO",
                            "NFO-OPT",
                            Instrument.Kind.CALL,
                            0.05,
                            75,
                            true,
                            new Instrument.Contract("NIFTY", LocalDate.of(2025, 12, 9), 25_700)));

    @Test
    void headersComeBackAsTheyWere() {
        var header =
                new RunHeader(
                        "kite",
                        "a1",
                        "b2",
                        "c3",
                        List.of(Timeframe.M1, Timeframe.DAY),
                        OptionSettings.USUAL.text(),
                        Map.of("NSE", "NSE:NIFTY 50"),
                        Map.of("patterns/x.js", "d4"));
        assertThat(RunHeader.decode(header.encode())).isEqualTo(header);
        assertThat(header.differences(header.withRules(Map.of()))).isEmpty();
        assertThat(
                        header.differences(
                                new RunHeader(
                                        "replay",
                                        "a1",
                                        "b9",
                                        "c3",
                                        List.of(Timeframe.M1),
                                        "otherwise",
                                        Map.of("NSE", "NSE:NIFTY 500"),
                                        Map.of())))
                .containsExactly(
                        "source replay instead of kite",
                        "another session calendar",
                        "timeframes [1m] instead of [1m, day]",
                        "other settings of options",
                        "other indices of exchanges");
        assertThat(OptionSettings.parse(header.options())).isEqualTo(OptionSettings.USUAL);
    }

    @Test
    void saysThatAHeaderIsOfAnotherVersion() {
        byte[] payload =
                new RunHeader("kite", "a", "b", "c", List.of(Timeframe.M1), "", Map.of(), Map.of())
                        .encode();
        payload[3] = 9;
        assertThatThrownBy(() -> RunHeader.decode(payload))
                .isInstanceOf(StateReader.StateException.class)
                .hasMessage("the session header has version 9; this host reads 3");
    }

    @Test
    void instrumentsComeBackAsTheyWere() {
        assertThat(RunHeader.decodeInstruments(RunHeader.encodeInstruments(INSTRUMENTS)))
                .isEqualTo(INSTRUMENTS);
    }

    @Test
    void alertsComeBackAsTheyWere() {
        var alert =
                new Alert(
                        "00112233445566778899aabbccddeeff",
                        ZonedDateTime.of(2025, 11, 11, 9, 31, 0, 0, ZoneId.of("Asia/Kolkata")),
                        INSTRUMENTS.get(2),
                        "orb",
                        "Opening range breakout",
                        "1",
                        Direction.SHORT,
                        0.75,
                        120.5,
                        Double.NaN,
                        90,
                        List.of(
                                new Evidence("closes below", Map.of("close", 120.5)),
                                new Evidence("always", Map.of())));
        var out = new StateWriter();
        AlertCodec.write(out, alert, 2);
        var in = new StateReader(out.toBytes());
        assertThat(AlertCodec.read(in, INSTRUMENTS)).isEqualTo(alert);
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void voidsComeBackAsTheyWere() {
        var record = new JournalRecord();
        record.bytes = new VoidRecord("patterns/slow.js", 4711, 2).encode();
        record.length = record.bytes.length;
        assertThat(VoidRecord.decode(record))
                .isEqualTo(new VoidRecord("patterns/slow.js", 4711, 2));
    }

    @Test
    void shortStatesAreRefusedAndNeverReadBeyond() {
        var out = new StateWriter();
        out.putLong(1);
        out.putString("text");
        out.putDoubles(new double[] {1, Double.NaN, -0.0}, 3);
        out.putLongs(new long[] {1, 2});
        byte[] whole = out.toBytes();
        for (int length = 0; length < whole.length; length++) {
            var in = new StateReader(Arrays.copyOf(whole, length));
            assertThatThrownBy(
                            () -> {
                                in.getLong();
                                in.getString();
                                in.getDoubles(new double[3]);
                                in.getLongs();
                            })
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(StateReader.StateException.class);
        }
    }
}
