package dev.shikra.host.control;

/** What a subscription tells. */
public sealed interface Happening {
    /** {@return what it is about} */
    Topic topic();

    /** A new alert. */
    record Alerted(RaisedAlert alert) implements Happening {
        @Override
        public Topic topic() {
            return Topic.ALERTS;
        }
    }

    /** A new notice. */
    record Noticed(Notice notice) implements Happening {
        @Override
        public Topic topic() {
            return Topic.NOTICES;
        }
    }

    /** How the scanner is doing. */
    record Checked(Health health) implements Happening {
        @Override
        public Topic topic() {
            return Topic.HEALTH;
        }
    }

    /** Rules changed: ask for them. */
    record RulesChanged() implements Happening {
        @Override
        public Topic topic() {
            return Topic.RULES;
        }
    }
}
