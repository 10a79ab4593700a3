package dev.shikra.host.architecture.breach.desk;

import dev.shikra.host.architecture.breach.journal.JournalBreach;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;

/** Asks the machine for the day and for chance, and closes a cycle with the journal. */
public final class DeskBreach {
    private final Random random = new Random();

    String breach(JournalBreach journal) {
        return LocalDate.now(ZoneId.of("UTC")) + " " + random.nextInt() + journal;
    }
}
