package dev.shikra.api.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Instrument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    @TempDir Path folder;

    private static byte[] captured() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new Capture.Writer(bytes)) {
            writer.frame(1_000, new byte[] {9, 1, 2, 3}, 1, 3);
            writer.frame(1_001, new byte[0], 0, 0);
            writer.frame(2_000, new byte[200_000], 0, 200_000);
        }
        return bytes.toByteArray();
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        byte[] bytes = captured();
        assertThat(Arrays.copyOf(bytes, 15))
                .containsExactly(0, 0, 0, 0, 0, 0, 3, 0xe8, 0, 0, 0, 3, 1, 2, 3);
        try (var reader = new Capture.Reader(new ByteArrayInputStream(bytes))) {
            assertThat(reader.next()).isEqualTo(Capture.Found.FRAME);
            assertThat(reader.receiptMs()).isEqualTo(1_000);
            assertThat(Arrays.copyOf(reader.bytes(), reader.length())).containsExactly(1, 2, 3);
            assertThat(reader.next()).isEqualTo(Capture.Found.FRAME);
            assertThat(reader.length()).isZero();
            assertThat(reader.next()).isEqualTo(Capture.Found.FRAME);
            assertThat(reader.length()).isEqualTo(200_000);
            assertThat(reader.at()).isEqualTo(27);
            assertThat(reader.next()).isEqualTo(Capture.Found.END);
        }
    }

    @Test
    void keepsWhatWasLearnedOfThePastApartFromFrames() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new Capture.Writer(bytes)) {
            writer.past(0, new byte[0], 0, 0);
            writer.frame(1_000, new byte[] {1, 2}, 0, 2);
            writer.past(1_000, new byte[] {7, 8, 9}, 1, 2);
        }
        assertThat(Arrays.copyOf(bytes.toByteArray(), 12))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0);
        try (var reader = new Capture.Reader(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(reader.next()).isEqualTo(Capture.Found.PAST);
            assertThat(reader.length()).isZero();
            assertThat(reader.next()).isEqualTo(Capture.Found.FRAME);
            assertThat(reader.next()).isEqualTo(Capture.Found.PAST);
            assertThat(reader.receiptMs()).isEqualTo(1_000);
            assertThat(Arrays.copyOf(reader.bytes(), reader.length())).containsExactly(8, 9);
            assertThat(reader.next()).isEqualTo(Capture.Found.END);
        }
    }

    @Test
    void tellsATornLastFrameAtEveryCut() throws IOException {
        byte[] bytes = Arrays.copyOf(captured(), 27);
        for (int cut = 0; cut < 27; cut++) {
            try (var reader = new Capture.Reader(new ByteArrayInputStream(bytes, 0, cut))) {
                Capture.Found found = reader.next();
                while (found == Capture.Found.FRAME) {
                    found = reader.next();
                }
                assertThat(found)
                        .as("cut at %s", cut)
                        .isEqualTo(cut == 0 || cut == 15 ? Capture.Found.END : Capture.Found.TORN);
            }
        }
    }

    @Test
    void refusesALengthThatCanNotBe() throws IOException {
        byte[] bytes = captured();
        bytes[8] = 0x7f;
        try (var reader = new Capture.Reader(new ByteArrayInputStream(bytes))) {
            assertThat(reader.next()).isEqualTo(Capture.Found.CORRUPT);
        }
    }

    @Test
    void keepsInstrumentsBesideACapture() throws IOException {
        List<Instrument> instruments =
                List.of(
                        new Instrument(
                                7,
                                "M&M",
                                "NSE",
                                "NSE",
                                Instrument.Kind.EQUITY,
                                0.05,
                                1,
                                true,
                                null),
                        new Instrument(
                                8,
                                "NIFTY25D0925700CE",
                                "NFO",
                                "NFO-OPT",
                                Instrument.Kind.CALL,
                                0.05,
                                75,
                                true,
                                new Instrument.Contract(
                                        "NIFTY", LocalDate.of(2025, 12, 9), 25_700)));
        Path file = InstrumentList.beside(folder.resolve("day.capture"));
        InstrumentList.write(file, "kite", instruments);
        assertThat(InstrumentList.read(file)).isEqualTo(instruments);
        assertThat(InstrumentList.source(file)).contains("kite");

        Files.writeString(file, Files.readString(file) + "x,y\n");
        assertThatThrownBy(() -> InstrumentList.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("day.capture.instruments.csv:5: 2 columns, not 11");
    }

    @Test
    void readsAListThatDoesNotNameItsSource() throws IOException {
        Path file = InstrumentList.beside(folder.resolve("old.capture"));
        InstrumentList.write(file, "kite", List.of());
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(1, lines.size()));
        assertThat(InstrumentList.source(file)).isEmpty();
        assertThat(InstrumentList.read(file)).isEmpty();
    }
}
