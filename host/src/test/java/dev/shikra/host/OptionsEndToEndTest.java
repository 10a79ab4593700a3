package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.projection.redis.RedisProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chains of a simulated exchange, from its frames to a rule's evidence and to Redis; and volatility
 * of past sessions, from its file through the journal.
 */
class OptionsEndToEndTest {
    private static final String RULE =
            """
            import { pattern, bar, chain, option } from 'shikra';
            export default pattern({
              id: 'near', name: 'Near the money', every: '1m', fires: 'each',
              universe: { segments: ['NFO-OPT'] },
              inputs: {
                close: bar.close, pcr: chain.pcr, pain: chain.maxPain, iv: option.iv, delta: option.delta,
                rank: chain.ivRank, percentile: chain.ivPercentile,
              },
              when: {
                'near the money': x => Math.abs(x.delta) > 0.3 && Math.abs(x.delta) < 0.7,
                'has a volatility': x => x.iv > 0.02 && x.iv < 2,
                'its chain is known': x => x.pcr > 0 && x.pain > 0,
                'volatility is ranked': x => x.rank >= 0 && x.percentile >= 0,
              },
              then: x => ({ direction: 'long', confidence: 0.5 }),
            });
            """;

    @TempDir Path folder;
    private ShikraHome home;

    @BeforeEach
    void home() throws Exception {
        home = ShikraHome.in(folder.resolve("home"));
        home.withoutPatterns();
        home.write("rules/patterns/near.js", RULE);
        // A busy machine must not void a rule's run: that is no part of a capture.
        Files.move(
                home.configuration("patient", "budgetMs", "60000").resolve("shikra.yaml"),
                home.path().resolve("config/shikra.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static String history() {
        var text = new StringBuilder("date,underlying,iv30\n");
        for (int day = 0; day < 30; day++) {
            for (String underlying : List.of("NIFTY", "BANKNIFTY", "ELSEWHERE")) {
                text.append(LocalDate.of(2020, 1, 1).plusDays(day))
                        .append("," + underlying + ",")
                        .append(0.05 + 0.01 * day)
                        .append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void aRuleReadsOptionsChainsAndTheirPastAndAReplayDoesToo() throws Exception {
        Path capture = folder.resolve("session.bin");
        Path signals = folder.resolve("signals.jsonl");
        Path blind = home.path().resolve("blind.bin");
        demo("3s", blind, signals);
        assertThat(signals).as("no past, no rank").isEmptyFile();
        assertThat(home.path().resolve("var/volatility.csv")).doesNotExist();

        home.write("var/volatility.csv", history());
        demo("8s", capture, signals);
        assertThat(signals).as("a session that runs knows what the file says").isNotEmptyFile();
        byte[] live = Files.readAllBytes(signals);
        home.write("var/volatility.csv", "date,underlying,iv30\n"); // the capture knows
        ShikraHome.Ran ran = home.run("replay", "--format", "kite", capture, "--signals", signals);
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(Files.readAllBytes(signals)).isEqualTo(live);
        List<String> lines = Files.readAllLines(signals);
        assertThat(lines).hasSizeGreaterThan(10);
        for (String line : lines) {
            JsonNode signal = JsonMapper.builder().build().readTree(line);
            assertThat(signal.get("instrument").asString()).startsWith("NFO:");
            JsonNode evidence = signal.get("evidence");
            double delta = evidence.get(0).get("values").get("Math.abs(delta)").asDouble();
            assertThat(delta).isBetween(0.3, 0.7);
            assertThat(evidence.get(3).get("values").get("rank").asDouble()).isBetween(0.0, 100.0);
        }

        Path frames = folder.resolve("frames.bin");
        CaptureParts.write(
                frames,
                CaptureParts.of(capture).stream().filter(part -> !part.past()).toList(),
                capture);
        home.write("var/volatility.csv", history());
        ShikraHome.Ran told = home.run("replay", "--format", "kite", frames, "--signals", signals);
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(signals).as("recorded data without a past has the file's").isNotEmptyFile();
        home.write("var/volatility.csv", "date,underlying,iv30\n"); // the journal knows
        Path again = folder.resolve("again.jsonl");
        Path journal = home.path().resolve("var/replay/journal");
        ShikraHome.Ran replayed =
                home.run("replay", journal, "--format", "journal", "--signals", again);
        assertThat(replayed.exit()).as(replayed.err()).isZero();
        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(signals));
        assertThat(replayed.hash()).isEqualTo(told.hash());

        home.write("var/volatility.csv", history());
        ShikraHome.Ran resumed =
                home.run("replay", "--format", "kite", frames, "--resume", "--signals", signals);
        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(resumed.hash()).isEqualTo(told.hash());
    }

    private void demo(String time, Path capture, Path signals) throws Exception {
        ShikraHome.Ran demo =
                home.run(
                        "demo",
                        "--for",
                        time,
                        "--speed",
                        "60",
                        "--capture",
                        capture,
                        "--signals",
                        signals);
        assertThat(demo.exit()).as(demo.err()).isZero();
    }

    @Test
    void redisShowsEveryChainAndEveryOptionThoughNoRuleReadsThem() throws Exception {
        home.withoutPatterns();
        try (RedisProcess redis =
                RedisProcess.start(RedisProcess.embedded(), folder.resolve("server"))) {
            Path file = home.path().resolve("config/redis.yaml");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replaceFirst("(?m)^(\\s*host:).*$", "$1 127.0.0.1")
                            .replaceFirst("(?m)^(\\s*port:).*$", "$1 " + redis.port()));
            try (ShikraHome.Child _ =
                            home.start("demo", "--headless", "--for", "300s", "--speed", "30");
                    RedisClient client = redis.client(5)) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(3))
                        .until(() -> client.keys("demo:chain:*").size() == 2);
                Set<String> chains = client.keys("demo:chain:*");
                for (String key : chains) {
                    Map<String, String> chain = client.hgetAll(key);
                    assertThat(chain)
                            .containsKeys(
                                    "time",
                                    "chain.pcr",
                                    "chain.maxPain",
                                    "chain.atmIv",
                                    "chain.skew25",
                                    "chain.straddle",
                                    "chain.gex",
                                    "chain.callWall",
                                    "chain.expectedMove");
                    assertThat(chain.keySet())
                            .allMatch(name -> name.equals("time") || name.startsWith("chain."));
                }
                Set<String> greeks = client.keys("demo:indicators:NFO:*:greeks");
                assertThat(greeks).hasSizeGreaterThan(50);
                Map<String, String> option = client.hgetAll(greeks.iterator().next());
                assertThat(option).containsKeys("time", "option.status", "option.strike");
                assertThat(client.hgetAll("demo:indicators:NSE:NIFTY 50"))
                        .containsKeys("chain.pcr", "chain.maxPain");
            }
        }
    }
}
