package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.ShikraHome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code study} and {@code candles} say to what can't be. */
class StudyMessagesTest {
    private static final String HEADER = "idx,time_ms,session,open,high,low,close,volume\n";

    @TempDir Path folder;

    private ShikraHome home;
    private Path bars;

    @BeforeEach
    void open() throws IOException {
        home = ShikraHome.in(folder.resolve("home"));
        bars = home.write("bars.csv", HEADER + "0,60000,1,10,11,9,10,5\n1,120000,1,10,12,9,11,5\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ema length=0|length=0",
                "ema length=-3|length=-3",
                "ema length=many|length=many",
                "ema lenght=9|ema has no parameter 'lenght'",
                "ema source=vwap|source=vwap",
                "em length=9|no study 'em': there are",
                "ema 9|'9' in 'ema 9' is no parameter: write name=value",
                "macd fast=30|fast is below slow"
            })
    void refusesAStudyThatCanNotBe(String study, String message) throws Exception {
        ShikraHome.Ran ran = home.run("study", study, "--bars", bars);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains(message);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void namesTheRowThatIsNoBar() throws Exception {
        Path bad =
                home.write("bad.csv", HEADER + "0,60000,1,10,11,9,10,5\n1,120000,1,x,12,9,11,5\n");
        for (String command : new String[] {"study", "candles"}) {
            ShikraHome.Ran ran =
                    command.equals("study")
                            ? home.run("study", "rsi", "--bars", bad)
                            : home.run("candles", "--bars", bad);
            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.err()).contains("bad.csv:3: open 'x' is not a number");
        }
        ShikraHome.Ran absent = home.run("candles", "--bars", home.path().resolve("absent.csv"));
        assertThat(absent.exit()).isEqualTo(1);
        assertThat(absent.err()).contains("absent.csv does not exist");
    }
}
