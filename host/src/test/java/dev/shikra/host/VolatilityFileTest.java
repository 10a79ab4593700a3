package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.host.option.PastVolatility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolatilityFileTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    @TempDir Path folder;
    private Path path;
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void name() {
        path = folder.resolve("deep/volatility.csv");
    }

    private VolatilityFile open() throws IOException {
        return VolatilityFile.open(path, notices::add);
    }

    private static PastVolatility of(String underlying, int day, double iv) {
        return new PastVolatility(underlying, MONDAY.plusDays(day), iv);
    }

    @Test
    void keepsWhatEachSessionAddsOnce() throws IOException {
        VolatilityFile file = open();
        assertThat(file.add(List.of(of("NIFTY", 0, 0.125), of("BANKNIFTY", 0, 0.15)))).isEqualTo(2);
        assertThat(file.add(List.of(of("NIFTY", 1, 0.13)))).isEqualTo(1);
        assertThat(open().add(List.of(of("NIFTY", 0, 0.125), of("NIFTY", 1, 0.13)))).isZero();
        assertThat(path)
                .hasContent(
                        """
                        date,underlying,iv30
                        2026-01-05,NIFTY,0.125
                        2026-01-05,BANKNIFTY,0.15
                        2026-01-06,NIFTY,0.13
                        """);
        assertThat(open().before(MONDAY.plusDays(1)))
                .containsExactlyInAnyOrder(of("NIFTY", 0, 0.125), of("BANKNIFTY", 0, 0.15));
        assertThat(notices).isEmpty();
    }

    @Test
    void theLaterOfTwoRowsCounts() throws IOException {
        open().add(List.of(of("NIFTY", 0, 0.125)));
        open().add(List.of(of("NIFTY", 0, 0.128)));
        assertThat(open().before(MONDAY.plusDays(9))).containsExactly(of("NIFTY", 0, 0.128));
    }

    @Test
    void takesColumnsInAnyOrderAndPassesOverBadRowsWithTheirPlace() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(
                path,
                """
                iv30, underlying ,note,date
                0.12,NIFTY,,2026-01-05
                twelve,NIFTY,,2026-01-06
                0.12,NIFTY,,6 January

                -0.1,NIFTY,,2026-01-07
                0.14,NIFTY,,2026-01-08
                0.1,NI\
                """);
        VolatilityFile file = open();
        assertThat(file.before(LocalDate.MAX))
                .containsExactly(of("NIFTY", 0, 0.12), of("NIFTY", 3, 0.14));
        assertThat(notices).hasSize(4);
        assertThat(notices.getFirst())
                .contains("volatility.csv:3: 'twelve,NIFTY,,2026-01-06' is passed over");
        assertThat(notices.getLast()).contains("volatility.csv:8:");
    }

    @Test
    void aRowThatWasCutShortStaysARowOfItsOwn() throws IOException {
        open().add(List.of(of("NIFTY", 0, 0.125)));
        Files.writeString(path, Files.readString(path) + "2026-01-0");
        open().add(List.of(of("NIFTY", 2, 0.13)));
        notices.clear();
        assertThat(open().before(LocalDate.MAX))
                .containsExactly(of("NIFTY", 0, 0.125), of("NIFTY", 2, 0.13));
        assertThat(notices).hasSize(1);
    }

    @Test
    void saysWhichColumnIsMissing() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "date,symbol,iv30\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("volatility.csv:1: no column 'underlying'");
    }
}
