package dev.shikra.host.rule;

import java.util.Optional;

/** What a checked rule must survive before it may run on live rows. */
@FunctionalInterface
public interface RuleTrial {
    /** No trial. */
    RuleTrial NONE = rule -> Optional.empty();

    /** {@return what went wrong and what to do, empty if nothing did} */
    Optional<String> complaint(Rule rule);
}
