package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.source.FrameInspector;
import dev.shikra.api.source.TickSink.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DecodeCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsALineForEachPacketOfEachFile() throws IOException {
        assertThat(run(file("a.bin", 0, 2, 7), file("b.bin", 0, 1))).isZero();
        assertThat(out.toString().lines())
                .containsExactly("{\"frame\":\"000207\"}", "{\"frame\":\"0001\"}");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void readsBase64TextOverSeveralLines() throws IOException {
        byte[] frame = new byte[120];
        frame[1] = 1;
        Path text = folder.resolve("frame.txt");
        Files.write(text, Base64.getMimeEncoder().encode(frame));

        assertThat(run(text.toString())).isZero();
        assertThat(out.toString()).contains(HexFormat.of().formatHex(frame));
    }

    @Test
    void readsASingleByteAsItIs() throws IOException {
        assertThat(run(file("heartbeat.bin", 'A'))).isZero();
        assertThat(out.toString()).contains("\"41\"");
    }

    @Test
    void exitsWithOneAndNamesFileByteAndReasonOfAFault() throws IOException {
        String broken = file("broken.bin", 0xFF, 1);

        assertThat(run(broken, file("good.bin", 0, 1))).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(err.toString().trim()).isEqualTo(broken + ": byte 1: trailing bytes: odd");
    }

    @Test
    void readsBarePackets() throws IOException {
        assertThat(run("--packet", file("ltp.bin", 0, 9))).isZero();
        assertThat(out.toString().trim()).isEqualTo("{\"packets\":\"0009\"}");
    }

    @Test
    void goesOnAfterAFileThatIsNotThere() throws IOException {
        assertThat(run(folder.resolve("none").toString(), file("good.bin", 0, 1))).isEqualTo(1);
        assertThat(err.toString()).contains("none: there is no such file");
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void isBadUsageWithoutAFileOrWithAnUnknownFormat() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--format", "morse", file("good.bin", 0, 1))).isEqualTo(2);
        assertThat(err.toString()).contains("'morse': installed are [kite]");
    }

    private String file(String name, int... bytes) throws IOException {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return Files.write(folder.resolve(name), content).toString();
    }

    private int run(String... arguments) {
        return new CommandLine(new DecodeCommand(() -> List.of(new Echo())))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** Gives the bytes back; calls a frame that begins with FF faulty. */
    private static final class Echo implements FrameInspector {
        @Override
        public String id() {
            return "kite";
        }

        @Override
        public Inspection inspectFrame(byte[] bytes) {
            return new Inspection(
                    List.of("{\"frame\":\"" + HexFormat.of().formatHex(bytes) + "\"}"),
                    bytes[0] == -1
                            ? List.of(new Finding(Fault.TRAILING_BYTES, 1, "odd"))
                            : List.of());
        }

        @Override
        public Inspection inspectPackets(byte[] bytes) {
            return new Inspection(
                    List.of("{\"packets\":\"" + HexFormat.of().formatHex(bytes) + "\"}"),
                    List.of());
        }
    }
}
