package dev.shikra.admin;

import dev.shikra.host.control.CandleRequest;
import dev.shikra.host.control.Candles;
import dev.shikra.host.control.Control;
import dev.shikra.host.control.RuleAnswer;
import dev.shikra.host.control.RuleEdit;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** What the page asks and commands, as JSON. */
final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final int MOST_BARS = 5_000;
    private static final int MOST_ALERTS = 1_000;

    private final Control control;

    Api(Control control) {
        this.control = control;
    }

    void over(RoutesConfig routes) {
        routes.get("/api/health", ctx -> ctx.json(control.health()));
        routes.get("/api/instruments", this::instruments);
        routes.get("/api/studies", this::studies);
        routes.get("/api/alerts", this::alerts);
        routes.get("/api/notices", ctx -> ctx.json(control.notices()));
        routes.get("/api/plugins", ctx -> ctx.json(control.plugins()));
        routes.get("/api/candles", this::candles);
        routes.get("/api/rules", ctx -> ctx.json(control.rules()));
        routes.get("/api/rules/text", this::ruleText);
        routes.post("/api/rules/check", this::check);
        new RuleApi(control).over(routes);
        routes.post("/api/rules/save", this::save);
        routes.exception(
                IllegalArgumentException.class,
                (e, ctx) -> error(ctx, 400, String.valueOf(e.getMessage())));
        routes.exception(
                Exception.class,
                (e, ctx) -> {
                    LOG.warn(
                            "{} failed",
                            ctx.path(),
                            e); // the path alone: a query may hold a secret
                    error(ctx, 500, "this failed inside the host; its log says why");
                });
        routes.exception(
                JacksonException.class,
                (e, ctx) -> error(ctx, 400, "the request is no JSON of the kind that is expected"));
        routes.exception(
                HttpResponseException.class,
                (e, ctx) -> error(ctx, e.getStatus(), String.valueOf(e.getMessage())));
    }

    private static void error(Context ctx, int status, String message) {
        ctx.status(status).json(Map.of("error", message));
    }

    private void instruments(Context ctx) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("timeframes", control.timeframes());
        answer.put("instruments", control.instruments().stream().map(each -> each.id()).toList());
        ctx.json(answer);
    }

    private void studies(Context ctx) {
        ctx.json(
                control.studies().stream()
                        .map(study -> {
                            var view = new LinkedHashMap<String, Object>();
                            view.put("name", study.name());
                            view.put("summary", study.summary());
                            var parameters = new LinkedHashMap<String, String>();
                            study.parameters()
                                    .forEach(p -> parameters.put(p.name(), p.defaultText()));
                            view.put("parameters", parameters);
                            view.put("outputs", study.outputs());
                            return view;
                        })
                        .toList());
    }

    private void alerts(Context ctx) {
        long after = whole(ctx, "after", 0, 0, Long.MAX_VALUE);
        int most = (int) whole(ctx, "most", 200, 1, MOST_ALERTS);
        ctx.json(Json.alerts(control.alerts(after, most)));
    }

    private void candles(Context ctx) {
        List<CandleRequest.StudyRequest> studies =
                ctx.queryParams("study").stream()
                        .filter(text -> !text.isBlank())
                        .map(CandleRequest.StudyRequest::parse)
                        .toList();
        Candles candles =
                control.candles(
                        new CandleRequest(
                                needed(ctx, "instrument"),
                                needed(ctx, "timeframe"),
                                (int) whole(ctx, "most", 500, 1, MOST_BARS),
                                studies));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("instrument", candles.instrument());
        answer.put("timeframe", candles.timeframe());
        answer.put("zone", candles.zone());
        answer.put("bars", candles.bars());
        answer.put("lines", candles.lines());
        answer.put("alerts", Json.alerts(candles.alerts()));
        ctx.json(answer);
    }

    private void ruleText(Context ctx) {
        String file = needed(ctx, "file");
        ctx.json(
                control.ruleText(file)
                        .orElseThrow(() ->
                                new NotFoundResponse("there is no rule file '" + file + "'")));
    }

    /** What the page sends; what it leaves out is null. */
    private record Draft(
            @Nullable String file,
            @Nullable String text,
            @Nullable String base,
            @Nullable String who,
            @Nullable String why) {}

    private void check(Context ctx) {
        Draft draft = draft(ctx);
        answer(ctx, control.check(given(draft.file(), "file"), given(draft.text(), "text")));
    }

    private void save(Context ctx) {
        Draft draft = draft(ctx);
        answer(
                ctx,
                control.save(
                        new RuleEdit(
                                given(draft.file(), "file"),
                                given(draft.text(), "text"),
                                or(draft.base()),
                                or(draft.who()),
                                or(draft.why()))));
    }

    private static Draft draft(Context ctx) {
        Draft draft = Json.MAPPER.readValue(ctx.body(), Draft.class);
        if (draft == null) {
            throw new BadRequestResponse("the request is empty: send file and text");
        }
        return draft;
    }

    private static void answer(Context ctx, RuleAnswer answer) {
        var view = new LinkedHashMap<String, Object>();
        switch (answer) {
            case RuleAnswer.Accepted(String file, String id, String version, String base) -> {
                view.put("answer", "accepted");
                view.put("file", file);
                view.put("id", id);
                view.put("version", version);
                view.put("base", base);
            }
            case RuleAnswer.Refused(String file, int line, int column, String message) -> {
                view.put("answer", "refused");
                view.put("file", file);
                view.put("line", line);
                view.put("column", column);
                view.put("message", message);
            }
            case RuleAnswer.Conflict(var now, String message) -> {
                view.put("answer", "conflict");
                view.put("now", now);
                view.put("message", message);
            }
        }
        ctx.json(view);
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String given(@Nullable String text, String name) {
        if (text == null) {
            throw new BadRequestResponse("'" + name + "' is missing");
        }
        return text;
    }

    private static String needed(Context ctx, String name) {
        return given(ctx.queryParam(name), name);
    }

    private static long whole(Context ctx, String name, long usual, long least, long most) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return usual;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BadRequestResponse(name + "=" + text + " is no whole number");
        }
        throw new BadRequestResponse(name + "=" + text + " is not from " + least + " to " + most);
    }
}
