package dev.shikra.host.desk;

import java.util.HashSet;
import java.util.Set;

/**
 * Counts the runs of rules record by record, so that a run has a name: rule, record, number; and
 * knows which runs the journal says were voided. Three runs that were voided or failed in one
 * session rest the rule. Owned by the engine thread.
 */
public final class RunLedger {
    /**
     * A rule that was voided or failed so often in a session rests until the next, or until it is
     * edited.
     */
    public static final int STRIKES = 3;

    private record Run(String file, long seq, int number) {}

    private final Set<Run> voided = new HashSet<>();

    /** Tells of a void that the journal holds, before the record at which it happened. */
    public void expectVoid(String file, long seq, int number) {
        voided.add(new Run(file, seq, number));
    }

    /** One rule's page. */
    public static final class Page {
        private final String file;
        private long seq = -1;
        private int runs;
        private int strikes;

        public Page(String file) {
            this.file = file;
        }

        public String file() {
            return file;
        }

        /** {@return the record of the last run that began} */
        public long seq() {
            return seq;
        }

        /** {@return number, from 0, of that run among the rule's runs at its record} */
        public int run() {
            return runs - 1;
        }

        /** {@return whether the rule rests} */
        public boolean rests() {
            return strikes >= STRIKES;
        }

        public int strikes() {
            return strikes;
        }

        public void setStrikes(int strikes) {
            this.strikes = strikes;
        }

        /**
         * Notes that the last run counted for nothing. {@return how often that was in this session}
         */
        public int strike() {
            return ++strikes;
        }
    }

    /** Begins a run. {@return false if the journal says that it was voided: it must not run} */
    public boolean begin(Page page, long seq) {
        if (page.seq != seq) {
            page.seq = seq;
            page.runs = 0;
        }
        int number = page.runs++;
        return voided.isEmpty() || !voided.remove(new Run(page.file, seq, number));
    }
}
