package dev.shikra.host.architecture.breach.journal;

import dev.shikra.host.architecture.breach.desk.DeskBreach;
import org.jspecify.annotations.Nullable;

/** The journal knows no other stage; this one does. */
public final class JournalBreach {
    @Nullable DeskBreach desk;
}
