package dev.shikra.admin;

import dev.shikra.host.control.Control;
import dev.shikra.host.control.Login;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A venue's daily login in the browser: the page opens the venue's link, the venue leads back to
 * the callback with a one-time token, which is traded for a session at once. The callback counts
 * only for a while after a login was begun at this page, so that no other site can log the host in
 * to an account of its own. The token is in no answer, no log and, after the redirect, not in the
 * address either.
 */
final class Logins {
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(10);

    private final Control control;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Map<String, String> said = new ConcurrentHashMap<>();

    Logins(Control control) {
        this.control = control;
    }

    void over(RoutesConfig routes) {
        routes.get("/api/logins", ctx -> ctx.json(list()));
        routes.post("/api/logins/{source}/begin", this::begin);
        routes.get("/kite/callback", ctx -> callback(ctx, "kite"));
    }

    private List<Map<String, Object>> list() {
        return control.logins().stream()
                .map(login -> {
                    var view = new LinkedHashMap<String, Object>();
                    view.put("source", login.source());
                    view.put("said", said.getOrDefault(login.source(), ""));
                    return (Map<String, Object>) view;
                })
                .toList();
    }

    private void begin(Context ctx) {
        Login login = of(ctx.pathParam("source"));
        String link = login.link().toString();
        begun.put(login.source(), System.nanoTime());
        said.remove(login.source());
        ctx.json(Map.of("link", link));
    }

    private void callback(Context ctx, String source) throws InterruptedException {
        Login login = of(source);
        Long since = begun.remove(source);
        String token = ctx.queryParam("request_token");
        if (since == null || System.nanoTime() - since > PATIENCE_NS) {
            said.put(source, "No login was begun here in the last ten minutes: begin it here.");
        } else if (token == null || !"success".equals(ctx.queryParam("status"))) {
            said.put(source, "The login was not completed: begin it again.");
        } else {
            said.put(source, complete(login, token));
        }
        ctx.redirect("/#feed", HttpStatus.SEE_OTHER);
    }

    private static String complete(Login login, String token) throws InterruptedException {
        try {
            return login.complete(token);
        } catch (IOException | IllegalArgumentException e) {
            return String.valueOf(e.getMessage()).replace(token, "(token)");
        }
    }

    private Login of(String source) {
        return control.logins().stream()
                .filter(login -> login.source().equals(source))
                .findFirst()
                .orElseThrow(() ->
                        new NotFoundResponse("no installed plugin logs in to '" + source + "'"));
    }
}
