package dev.shikra.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps other sites' pages out. A page that is open in the same browser may send requests here, and
 * a name that it owns may be made to resolve to this machine; so the {@code Host} must be a name of
 * the loopback address, an {@code Origin} must be this page's, and what changes something must come
 * as JSON, which a form can't send.
 */
final class Guard {
    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d{1,5})?");
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

    /** A venue's login leads back here from its own site. */
    private static final String CALLBACK = "/kite/callback";

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Guard() {}

    static void over(RoutesConfig routes) {
        routes.before(Guard::check);
    }

    private static void check(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Cache-Control", "no-store");
        String host = ctx.header("Host");
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            throw new ForbiddenResponse(
                    "this page answers to localhost and 127.0.0.1 only: open it by one of them");
        }
        String origin = ctx.header("Origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            throw new ForbiddenResponse("this page takes no requests from other sites");
        }
        String site = ctx.header("Sec-Fetch-Site");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        boolean opened =
                READING.contains(ctx.method())
                        && (ctx.path().equals("/") || ctx.path().equals(CALLBACK))
                        && "navigate".equals(ctx.header("Sec-Fetch-Mode"));
        if (foreign && !opened) {
            throw new ForbiddenResponse("this page takes no requests from other sites");
        }
        if (!READING.contains(ctx.method()) && !ctx.isJson()) {
            throw new UnsupportedMediaTypeResponse("send application/json");
        }
    }
}
