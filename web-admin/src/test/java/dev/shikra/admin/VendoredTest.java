package dev.shikra.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VendoredTest {
    private static byte[] file(String name) throws IOException {
        try (InputStream in = Pages.class.getResourceAsStream("web/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }

    @Test
    void isWhatItsListSays() throws Exception {
        String list = new String(file("vendor/README.md"), StandardCharsets.UTF_8);
        var rows =
                Pattern.compile("\\| `([^`]+\\.mjs)` .*`([0-9a-f]{64})` \\|")
                        .matcher(list)
                        .results()
                        .toList();
        assertThat(rows).isNotEmpty();
        for (var row : rows) {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(file("vendor/" + row.group(1)));
            assertThat(HexFormat.of().formatHex(hash)).as(row.group(1)).isEqualTo(row.group(2));
        }
    }

    @Test
    void comesWithItsLicenceAndIsAttributedOnThePage() throws Exception {
        assertThat(new String(file("vendor/lightweight-charts-LICENSE.txt"), StandardCharsets.UTF_8))
                .contains("Apache License");
        assertThat(new String(file("index.html"), StandardCharsets.UTF_8))
                .contains("https://www.tradingview.com/")
                .contains("TradingView Lightweight Charts™")
                .contains("Copyright © 2026 TradingView, Inc.");
    }

    @Test
    void hasNoScriptOrStyleInsideThePage() throws Exception {
        String page = new String(file("index.html"), StandardCharsets.UTF_8);
        assertThat(page).doesNotContain("<style").doesNotContain(" style=").doesNotContain("onclick");
        assertThat(Pattern.compile("<script(?![^>]*src=)").matcher(page).find()).isFalse();
    }
}
