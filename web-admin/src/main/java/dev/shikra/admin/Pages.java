package dev.shikra.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page's files. They are known by name and kept in memory, so no path leads elsewhere. */
final class Pages {
    private static final List<String> ASSETS =
            List.of(
                    "style.css",
                    "app.js",
                    "alerts.js",
                    "chart.js",
                    "dom.js",
                    "events.js",
                    "feed.js",
                    "form.js",
                    "format.js",
                    "params.js",
                    "plugins.js",
                    "rules.js",
                    "why.js",
                    "icon.svg",
                    "vendor/lightweight-charts-5.2.1.mjs",
                    "vendor/lightweight-charts-LICENSE.txt");

    private record Asset(byte[] bytes, String type, String tag) {}

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    Pages() {
        assets.put("index.html", read("index.html"));
        ASSETS.forEach(name -> assets.put(name, read(name)));
    }

    void over(RoutesConfig routes) {
        routes.get("/", ctx -> send(ctx, "index.html"));
        routes.get("/assets/<name>", ctx -> send(ctx, ctx.pathParam("name")));
        routes.get("/favicon.ico", ctx -> send(ctx, "icon.svg"));
    }

    private void send(Context ctx, String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw new NotFoundResponse("there is no such page");
        }
        ctx.header("Cache-Control", "no-cache"); // kept, but asked for: a new host brings new ones
        ctx.header("ETag", asset.tag());
        if (asset.tag().equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.contentType(asset.type()).result(asset.bytes());
    }

    private static Asset read(String name) {
        try (InputStream in = Pages.class.getResourceAsStream("web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("web/" + name + " is missing from the build");
            }
            byte[] bytes = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(
                    bytes, type(name), "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String type(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1);
        return switch (end) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js", "mjs" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "text/plain; charset=utf-8";
        };
    }
}
