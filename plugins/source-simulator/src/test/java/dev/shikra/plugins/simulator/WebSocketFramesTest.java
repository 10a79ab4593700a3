package dev.shikra.plugins.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketFramesTest {
    @Test
    void answersTheKeyOfTheStandardsExample() {
        assertThat(WebSocketFrames.accept("dGhlIHNhbXBsZSBub25jZQ=="))
                .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void readsTheStandardsMaskedHello() throws IOException {
        byte[] hello = HexFormat.of().parseHex("818537fa213d7f9f4d5158");
        var frame = WebSocketFrames.read(new ByteArrayInputStream(hello));
        assertThat(frame.opcode()).isEqualTo(WebSocketFrames.TEXT);
        assertThat(frame.last()).isTrue();
        assertThat(new String(frame.payload(), StandardCharsets.UTF_8)).isEqualTo("Hello");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 8201",
        "125, 827d",
        "126, 827e007e",
        "65535, 827effff",
        "65536, 827f0000000000010000"
    })
    void writesEachFormOfLength(int length, String head) {
        byte[] frame = WebSocketFrames.encode(WebSocketFrames.BINARY, new byte[length], length);
        assertThat(HexFormat.of().formatHex(frame)).startsWith(head);
        assertThat(frame).hasSize(head.length() / 2 + length);
    }

    @Test
    void refusesAnUnmaskedFrame() {
        byte[] unmasked = {(byte) 0x81, 1, 'x'};
        assertThatThrownBy(() -> WebSocketFrames.read(new ByteArrayInputStream(unmasked)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("masked");
    }
}
