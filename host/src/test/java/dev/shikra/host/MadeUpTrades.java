package dev.shikra.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/**
 * Trades that never were, the same ones for the same seed: a price that wanders, several prints a
 * second.
 */
public final class MadeUpTrades {
    private MadeUpTrades() {}

    /** {@return a CSV file of trades over {@code seconds}, from 2024-01-02 10:00:00 UTC} */
    public static Path write(Path file, long seed, int seconds) throws IOException {
        var random = new Random(seed);
        var text = new StringBuilder("time,price,quantity\n");
        long at = Instant.parse("2024-01-02T10:00:00Z").toEpochMilli();
        long end = at + seconds * 1000L;
        double price = 100;
        while (at < end) {
            price = Math.max(10, price + random.nextGaussian() * 0.05);
            text.append(
                    String.format(Locale.ROOT, "%d,%.2f,%d%n", at, price, 1 + random.nextInt(50)));
            at += random.nextInt(400);
        }
        return Files.writeString(file, text);
    }

    /**
     * {@return a rule that takes long, by a loop that means nothing, wherever {@code slow} is true;
     * it finds where it is not}
     */
    public static String slowRule(String id, String every, String slow) {
        String root = every.equals("tick") ? "tick" : "bar";
        String value = every.equals("tick") ? "tick.price" : "bar.close";
        return """
        import { pattern, %s, day } from 'shikra';
        const long = turns => {
          let sum = 0;
          for (let i = 0; i < 300; i++) {
            for (let k = 0; k < 300; k++) { sum = sum + turns * k; }
          }
          return sum;
        };
        const longer = turns => long(turns) + long(turns + 1) + long(turns + 2) + long(turns + 3) + long(turns + 4) + long(turns + 5);
        export default pattern({
          id: '%s', name: 'Slow %s', every: '%s',
          inputs: { now: %s, open: day.open },
          when: { 'clause': x => %s ? longer(x.now) + longer(x.open) < 0 : x.now > x.open },
          then: x => ({ direction: 'long', confidence: 0.5 }),
        });
        """
                .formatted(root, id, id, every, value, slow);
    }

    /**
     * {@return a rule that finds something in most minutes, and at many ticks when {@code every} is
     * tick}
     */
    public static String rule(String id, String every, String clause) {
        String value = every.equals("tick") ? "tick.price" : "bar.close";
        String root = every.equals("tick") ? "tick" : "bar";
        return """
        import { pattern, %s, day } from 'shikra';
        export default pattern({
          id: '%s', name: 'Test %s', every: '%s',
          inputs: { now: %s, open: day.open },
          when: { 'clause': %s },
          then: x => ({ direction: 'long', confidence: 0.5, stop: x.now - 1, target: x.now + 2 }),
        });
        """
                .formatted(root, id, id, every, value, clause);
    }
}
