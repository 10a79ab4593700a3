package dev.shikra.admin;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.host.control.Announcements;
import dev.shikra.host.control.CandleRequest;
import dev.shikra.host.control.Candles;
import dev.shikra.host.control.Control;
import dev.shikra.host.control.FormAnswer;
import dev.shikra.host.control.Health;
import dev.shikra.host.control.Login;
import dev.shikra.host.control.Measures;
import dev.shikra.host.control.Notice;
import dev.shikra.host.control.Phase;
import dev.shikra.host.control.PluginView;
import dev.shikra.host.control.RaisedAlert;
import dev.shikra.host.control.Readiness;
import dev.shikra.host.control.RuleAnswer;
import dev.shikra.host.control.RuleEdit;
import dev.shikra.host.control.RuleFigures;
import dev.shikra.host.control.RuleParameter;
import dev.shikra.host.control.RuleQuestion;
import dev.shikra.host.control.RuleReason;
import dev.shikra.host.control.RuleText;
import dev.shikra.host.control.RuleView;
import dev.shikra.host.control.RuleVocabulary;
import dev.shikra.host.control.Subscription;
import dev.shikra.host.control.Topic;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A control that says what a test tells it to. */
final class ToldControl implements Control {
    static final Instrument INFY =
            new Instrument(1, "INFY", "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null);

    final Announcements announcements = new Announcements(1_000);
    final List<RuleEdit> saved = new ArrayList<>();
    volatile Phase phase = Phase.RUNNING;
    volatile Readiness readiness = new Readiness(true, "");
    volatile List<Login> logins = List.of();

    static Alert alert(int n) {
        return new Alert(
                "%032x".formatted(n),
                Instant.ofEpochSecond(1_790_000_000L + n).atZone(ZoneId.of("Asia/Kolkata")),
                INFY,
                "some-rule",
                "Some <b>rule</b>",
                "0123456789abcdef",
                Direction.LONG,
                0.5,
                100.05,
                Double.NaN,
                102,
                List.of(new Evidence("closes above", Map.of("close", 100.05))));
    }

    @Override
    public Health health() {
        return new Health(
                "1.0",
                "cafe0001",
                phase,
                phase == Phase.FAILED ? "the disk is full: make room" : "",
                1.5,
                new Health.Feed(
                        "kite", "live", "", "nse", true, "Asia/Kolkata", 5, 4, 0.001, Double.NaN),
                new Health.Flow(
                        10, 5, 1234, 1, 3, 8192, 0.2, List.of(new Health.LeftOut("duplicates", 7))),
                new Health.JournalHealth(9, 9, 8, 2, ""),
                new Health.WarmUp(
                        1, 0, 0, "", List.of(new Health.Blind("sma(length=90) on 1m", 1, 6))),
                List.of(new Health.DeliveryHealth("console", 1, 5, 2)));
    }

    @Override
    public Readiness readiness() {
        return readiness;
    }

    @Override
    public Measures measures() {
        var timed =
                new Measures.Timed(
                        List.of(1_000L, 1_000_000L), List.of(3L, 2L, 1L), 5_000_000, 3_000_000);
        return new Measures(
                health(),
                Map.of(
                        Measures.Count.TICKS, 1234L,
                        Measures.Count.DUPLICATES, 7L),
                Map.of("truncated", 2L),
                Map.of("engine", timed),
                Map.of("console", timed),
                Map.of("patterns/some.js", new Measures.RuleTime("some-rule", timed)),
                4);
    }

    @Override
    public List<Instrument> instruments() {
        return List.of(INFY);
    }

    @Override
    public List<String> timeframes() {
        return List.of("1m", "5m");
    }

    @Override
    public List<StudyDescription> studies() {
        return List.of();
    }

    @Override
    public List<RuleView> rules() {
        return List.of();
    }

    @Override
    public Optional<RuleText> ruleText(String file) {
        return file.equals("patterns/some.js")
                ? Optional.of(new RuleText(file, "text", "base1"))
                : Optional.empty();
    }

    @Override
    public RuleAnswer check(String file, String text) {
        return text.contains("wrong")
                ? new RuleAnswer.Refused(file, 3, 7, "wrong: write right")
                : new RuleAnswer.Accepted(file, "some-rule", "0123456789abcdef", "base2");
    }

    @Override
    public RuleAnswer save(RuleEdit edit) {
        if (!edit.base().equals("base1")) {
            return new RuleAnswer.Conflict(
                    new RuleText(edit.file(), "theirs", "base1"), "somebody else changed it");
        }
        saved.add(edit);
        return check(edit.file(), edit.text());
    }

    @Override
    public List<RuleParameter> parameters(String file, String text) {
        return List.of(
                new RuleParameter(
                        "times",
                        "",
                        1.5,
                        1,
                        Double.POSITIVE_INFINITY,
                        java.util.OptionalDouble.empty(),
                        3,
                        6));
    }

    @Override
    public List<RuleFigures> ruleFigures() {
        return List.of(
                new RuleFigures(
                        "patterns/some.js",
                        "some-rule",
                        100,
                        3,
                        7,
                        90,
                        2,
                        1,
                        12,
                        1.5,
                        Double.NaN,
                        true,
                        5));
    }

    @Override
    public RuleVocabulary vocabulary() {
        return new RuleVocabulary(List.of("5m"), List.of(), List.of("mine"));
    }

    @Override
    public FormAnswer write(String form) {
        return form.contains("bad")
                ? new FormAnswer.Refused("when[0]", "is no clause")
                : new FormAnswer.Written("patterns/some.js", "text of " + form);
    }

    @Override
    public RuleReason explain(RuleQuestion question) {
        throw new IllegalArgumentException("no rule '" + question.rule() + "'");
    }

    @Override
    public List<PluginView> plugins() {
        return List.of();
    }

    @Override
    public List<RaisedAlert> alerts(long after, int most) {
        return announcements.alerts(after, most);
    }

    @Override
    public List<Notice> notices() {
        return announcements.notices();
    }

    @Override
    public Candles candles(CandleRequest request) {
        if (!request.instrument().equals("NSE:INFY")) {
            throw new IllegalArgumentException("no instrument '" + request.instrument() + "'");
        }
        return new Candles(
                request.instrument(),
                request.timeframe(),
                "Asia/Kolkata",
                List.of(new Candles.Candle(60_000, 1, 2, 0.5, 1.5, 10)),
                List.of(new Candles.Line("ema(length=21)", "ema", "value", List.of(Double.NaN))),
                List.of());
    }

    @Override
    public Subscription subscribe(Set<Topic> topics, int capacity) {
        return announcements.subscribe(topics, capacity);
    }

    @Override
    public List<Login> logins() {
        return logins;
    }
}
