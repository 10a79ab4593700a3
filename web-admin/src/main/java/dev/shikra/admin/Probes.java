package dev.shikra.admin;

import dev.shikra.host.control.Control;
import dev.shikra.host.control.Health;
import dev.shikra.host.control.Phase;
import dev.shikra.host.control.Readiness;
import io.javalin.config.RoutesConfig;
import java.util.LinkedHashMap;
import java.util.Locale;

/** What a service manager asks: does it live, does it do its work. */
final class Probes {
    private Probes() {}

    static void over(RoutesConfig routes, Control control) {
        routes.get(
                "/healthz",
                ctx -> {
                    Health health = control.health();
                    boolean up = health.phase() != Phase.FAILED;
                    var answer = new LinkedHashMap<String, Object>();
                    answer.put("up", up);
                    answer.put("phase", health.phase().name().toLowerCase(Locale.ROOT));
                    answer.put("reason", health.reason());
                    answer.put("version", health.version());
                    ctx.status(up ? 200 : 503).json(answer);
                });
        routes.get(
                "/readyz",
                ctx -> {
                    Readiness readiness = control.readiness();
                    ctx.status(readiness.ready() ? 200 : 503).json(readiness);
                });
    }
}
