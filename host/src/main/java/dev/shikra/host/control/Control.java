package dev.shikra.host.control;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.study.StudyDescription;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an admin may ask of a running scanner, and command. Any thread. */
public interface Control {
    /** {@return how the scanner is doing, as of now} */
    Health health();

    /** {@return whether it does its work: caught up, and the feed live while the market is open} */
    Readiness readiness();

    /** {@return counts and durations since the start} */
    Measures measures();

    /** {@return the session's instruments; none while it starts} */
    List<Instrument> instruments();

    /** {@return the bars that are built, shortest first; none while it starts} */
    List<String> timeframes();

    /** {@return the studies that a chart may show, by name} */
    List<StudyDescription> studies();

    /** {@return the rules, by file} */
    List<RuleView> rules();

    /** {@return a rule's text as it lies in the rules folder; empty if there is no such file} */
    Optional<RuleText> ruleText(String file);

    /**
     * Says what saving would: parses, checks and tries a text; nothing changes.
     *
     * @param file within the rules folder, {@code patterns/x.js} or {@code filters/x.js}
     */
    RuleAnswer check(String file, String text);

    /**
     * Checks and tries a text, writes it to the rules folder and lets it take over between two
     * records. A text that is refused is not written, and what ran before goes on.
     */
    RuleAnswer save(RuleEdit edit);

    /**
     * {@return the params that a text declares; none if it is no rule}
     *
     * @param file where it lies or would lie, within the rules folder
     */
    List<RuleParameter> parameters(String file, String text);

    /** {@return what each rule that runs has done since the start, by file} */
    List<RuleFigures> ruleFigures();

    /** {@return what a form may name} */
    RuleVocabulary vocabulary();

    /**
     * Writes the rule that a form describes; to be looked at, checked and saved like any other.
     *
     * @param form JSON
     */
    FormAnswer write(String form);

    /**
     * Says why a rule did or did not fire: in an engine of its own, fed from snapshot and journal,
     * beside the live one. Waits for the answer; questions are answered one after the other.
     *
     * @throws IllegalArgumentException if there is no such rule or instrument, or the scanner is
     *     starting; the message says what there is
     */
    RuleReason explain(RuleQuestion question) throws InterruptedException;

    /** {@return the plugins, by id; then what was left out} */
    List<PluginView> plugins();

    /**
     * {@return the newest alerts, oldest first}
     *
     * @param after number of the last one that is known; 0 for none
     * @param most at most so many, {@code >= 1}
     */
    List<RaisedAlert> alerts(long after, int most);

    /** {@return the newest things that a person should know, oldest first} */
    List<Notice> notices();

    /**
     * {@return closed bars with studies and alerts over them}
     *
     * @throws IllegalArgumentException if the instrument, timeframe or a study does not exist; the
     *     message says what does
     */
    Candles candles(CandleRequest request);

    /**
     * Listens from now on. Close it.
     *
     * @param capacity how much may wait for a slow reader before the oldest is left out, {@code >=
     *     1}
     */
    Subscription subscribe(Set<Topic> topics, int capacity);

    /** {@return logins that a person does in a browser, by source} */
    List<Login> logins();
}
