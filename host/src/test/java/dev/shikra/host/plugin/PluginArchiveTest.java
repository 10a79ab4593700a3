package dev.shikra.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginArchiveTest {
    @TempDir Path target;

    @Test
    void countsWhatItUnpacksAndNotWhatTheZipClaims() throws Exception {
        byte[] bomb = PluginZip.zip(Map.of("lib/zeros.jar", new byte[5 << 20]));
        assertThat(bomb.length).isLessThan(20_000);

        assertThatThrownBy(() -> PluginArchive.of(bomb, 1 << 20).unpack(target))
                .isInstanceOf(PluginRefused.class)
                .hasMessage("unpacks to more than 1048576 bytes");
    }

    @Test
    void refusesTooManyEntries() throws Exception {
        var entries = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i <= PluginArchive.MAX_ENTRIES; i++) {
            entries.put("f" + i, new byte[0]);
        }
        byte[] zip = PluginZip.zip(entries);

        assertThatThrownBy(() -> PluginArchive.of(zip, 1 << 20).unpack(target))
                .isInstanceOf(PluginRefused.class)
                .hasMessage("has more than 10000 entries");
    }

    @Test
    void refusesALink() throws Exception {
        byte[] zip =
                PluginZip.zip(
                        Map.of("lib/link.jar", "/etc/passwd".getBytes(StandardCharsets.UTF_8)));
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(zip.length - 22 + 16);
        bytes.putInt(directory + 38, 0xA1FF << 16);

        assertThatThrownBy(() -> PluginArchive.of(zip, 1 << 20).unpack(target))
                .isInstanceOf(PluginRefused.class)
                .hasMessage("holds 'lib/link.jar', a link or device; a plugin has files only");
    }

    @Test
    void aDamagedZipIsRefusedAndNeverEscapes() throws Exception {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] sound =
                PluginZip.zip(
                        Map.of("plugin.properties", new byte[300], "lib/a.jar", new byte[900]));
        for (int i = 0; i < 500; i++) {
            byte[] damaged = sound.clone();
            for (int k = 0; k < 3; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path into = Files.createDirectory(target.resolve("run" + i));
            try {
                PluginArchive.of(damaged, 1 << 20).unpack(into);
            } catch (PluginRefused | java.io.IOException expected) {
                assertThat(expected).as("seed " + seed).hasMessageNotContaining("Exception");
            }
        }
        try (var tree = Files.list(target)) {
            assertThat(tree)
                    .as("seed " + seed)
                    .allMatch(p -> p.getFileName().toString().startsWith("run"));
        }
    }

    @Test
    void unpacksWhatItWasGiven() throws Exception {
        byte[] zip = PluginZip.zip(Map.of("lib/deep/a.jar", new byte[] {1, 2, 3}));

        PluginArchive.of(zip, 3).unpack(target);

        assertThat(target.resolve("lib/deep/a.jar")).hasBinaryContent(new byte[] {1, 2, 3});
    }
}
