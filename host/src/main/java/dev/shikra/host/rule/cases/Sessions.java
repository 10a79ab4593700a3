package dev.shikra.host.rule.cases;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** When the market of a case is open. */
public interface Sessions {
    /** {@return whether the market trades on a day} */
    boolean trades(LocalDate date);

    /** {@return when the market opens on a day on which it trades} */
    LocalDateTime open(LocalDate date);
}
