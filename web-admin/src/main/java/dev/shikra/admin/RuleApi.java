package dev.shikra.admin;

import dev.shikra.host.control.Control;
import dev.shikra.host.control.FormAnswer;
import dev.shikra.host.control.RuleFigures;
import dev.shikra.host.control.RuleQuestion;
import dev.shikra.host.control.RuleReasonText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked about rules beside their text: forms, figures, and why one did or did not fire. */
final class RuleApi {
    private final Control control;

    RuleApi(Control control) {
        this.control = control;
    }

    void over(RoutesConfig routes) {
        routes.get("/api/rules/vocabulary", ctx -> ctx.json(control.vocabulary()));
        routes.post("/api/rules/form", this::form);
        routes.post("/api/rules/params", this::params);
        routes.get(
                "/api/rules/figures",
                ctx -> ctx.json(control.ruleFigures().stream().map(this::figures).toList()));
        routes.get("/api/rules/why", this::why);
    }

    private void form(Context ctx) {
        var view = new LinkedHashMap<String, Object>();
        switch (control.write(ctx.body())) {
            case FormAnswer.Written(String file, String text) -> {
                view.put("answer", "written");
                view.put("file", file);
                view.put("text", text);
            }
            case FormAnswer.Refused(String path, String message) -> {
                view.put("answer", "refused");
                view.put("path", path);
                view.put("message", message);
            }
        }
        ctx.json(view);
    }

    /** What the page sends. */
    private record Text(@Nullable String file, @Nullable String text) {}

    private void params(Context ctx) {
        Text given = Json.MAPPER.readValue(ctx.body(), Text.class);
        String file = given == null ? null : given.file();
        String text = given == null ? null : given.text();
        if (file == null || text == null) {
            throw new BadRequestResponse("send file and text");
        }
        ctx.json(
                control.parameters(file, text).stream()
                        .map(each -> {
                            var view = new LinkedHashMap<String, @Nullable Object>();
                            view.put("name", each.name());
                            view.put("label", each.label());
                            view.put("default", each.byDefault());
                            view.put("min", each.least());
                            view.put("max", each.most());
                            view.put(
                                    "configured",
                                    each.configured().isPresent()
                                            ? each.configured().getAsDouble()
                                            : null);
                            view.put("start", each.start());
                            view.put("end", each.end());
                            return view;
                        })
                        .toList());
    }

    private Map<String, Object> figures(RuleFigures each) {
        var view = new LinkedHashMap<String, Object>();
        view.put("file", each.file());
        view.put("id", each.id());
        view.put("rows", each.rows());
        view.put("matches", each.matches());
        view.put("nearMisses", each.nearMisses());
        view.put("nearMissRows", each.nearMissRows());
        view.put("signals", each.signals());
        view.put("errors", each.errors());
        view.put("runs", each.runs());
        view.put("runMs", each.runMs());
        view.put("rowNs", each.rowNs());
        view.put("compiled", each.compiled());
        view.put("lastFiredMs", each.lastFiredMs());
        view.put("zone", control.health().feed().zone());
        return view;
    }

    private void why(Context ctx) throws InterruptedException {
        String at = ctx.queryParam("at");
        ctx.json(
                RuleReasonText.json(
                        control.explain(
                                new RuleQuestion(
                                        needed(ctx, "rule"),
                                        needed(ctx, "instrument"),
                                        zone -> RuleQuestion.moment(at == null ? "" : at, zone)))));
    }

    private static String needed(Context ctx, String name) {
        String value = ctx.queryParam(name);
        if (value == null || value.isBlank()) {
            throw new BadRequestResponse("'" + name + "' is missing");
        }
        return value.strip();
    }
}
