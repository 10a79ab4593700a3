package dev.shikra.plugins.simulator;

import dev.shikra.api.source.LocalVenue;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.pf4j.Extension;

/**
 * The simulated exchange as a venue that the host can start. Settings: {@code port}, {@code seed},
 * {@code speed}, {@code start}, {@code day}, {@code instruments}, {@code capture}, {@code minutes}.
 */
@Extension
public final class SimulatorVenue implements LocalVenue {
    @Override
    public String id() {
        return "simulator";
    }

    @Override
    public Running start(Map<String, String> settings) throws IOException {
        SimulatedExchange exchange =
                SimulatedExchange.start(SimulatorSettings.parse(settings, Instant.now()));
        return new Running() {
            @Override
            public String source() {
                return "kite";
            }

            @Override
            public Map<String, String> connection() {
                return Map.of(
                        "websocketUrl", exchange.websocketUrl().toString(),
                        "apiUrl", exchange.httpUrl().toString(),
                        "loginUrl", exchange.httpUrl() + "/connect/login",
                        "apiKey", exchange.apiKey(),
                        "apiSecret", exchange.apiSecret(),
                        "accessToken", exchange.accessToken(),
                        "clock", exchange.clock().toString());
            }

            @Override
            public InstantSource clock() {
                return exchange.sharedClock();
            }

            @Override
            public void close() {
                exchange.close();
            }
        };
    }
}
