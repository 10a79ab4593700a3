package dev.shikra.host.architecture.breach.rule.kernel;

import java.util.Random;

/** Reads the machine's clock; a seeded source of numbers is no breach. */
public final class KernelClock {
    long now() {
        return System.nanoTime();
    }

    static final class Seeded {
        final Random random = new Random(42L);
    }

    static final class Watchdog {
        long allowed() {
            return System.nanoTime();
        }
    }
}
