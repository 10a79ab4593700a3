package dev.shikra.host.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlertJsonTest {
    private static final JsonMapper JACKSON = JsonMapper.builder().build();

    @Test
    void writesFieldsInOrderNumbersShortestAndAbsentAsNull() {
        assertThat(AlertJson.line(Alerts.alert(571, Double.NaN, "closes above")))
                .isEqualTo(
                        """
                        {"id":"00112233445566778899aabbccddeeff","time":"2016-08-16T09:31:00.000+05:30",\
                        "instrument":"NSE:RELIANCE","rule":"opening-range-breakout","version":"abc123",\
                        "direction":"long","confidence":0.6,"price":571.0,"stop":null,"target":571.000000001,\
                        "evidence":[{"clause":"closes above","values":{"x.close":571.0,"x.high15":570.85,"x.rvol":null}}]}\
                        """);
    }

    @Test
    void whateverAnAuthorWritesReadsBackOnOneLine() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var clause = new StringBuilder();
            for (int k = random.nextInt(12); k > 0; k--) {
                clause.append(
                        (char)
                                (random.nextBoolean()
                                        ? random.nextInt(0x80)
                                        : random.nextInt(0x10000)));
            }
            clause.append("\"\\\n\u2028\uD83E\uDD85");
            double price = Double.longBitsToDouble(random.nextLong());

            String line = AlertJson.line(Alerts.alert(price, 0, clause.toString()));

            assertThat(line).as("seed " + seed).doesNotContain("\n", "\r", "\u2028", "\u2029");
            JsonNode read = JACKSON.readTree(line);
            assertThat(read.get("evidence").get(0).get("clause").asString())
                    .as("seed " + seed)
                    .isEqualTo(clause.toString());
            if (Double.isFinite(price)) {
                assertThat(read.get("price").asDouble()).as("seed " + seed).isEqualTo(price);
            } else {
                assertThat(read.get("price").isNull()).as("seed " + seed).isTrue();
            }
        }
    }

    @Test
    void writesBothZerosAlike() {
        assertThat(AlertJson.line(Alerts.alert(-0.0, 0.0, "c")))
                .contains("\"price\":0.0,\"stop\":0.0");
    }
}
