package dev.shikra.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyObject;

/**
 * The same rule of three clauses as full JavaScript, called for each row with an object to read:
 * one of Java's, a proxy, and a cursor of getters over the same memory. All clauses are read.
 */
final class RulePeers implements AutoCloseable {
    private static final String RULE =
            """
            (function () {
              const when = [
                x => x.a > 0.25,
                x => Math.max(x.b, x.c) * 2 > x.d - 1000,
                x => x.c * 1.001 - x.d > 1e9 + x.e,
              ];
              return x => { for (let i = 0; i < 3; i++) { if (!when[i](x)) return false; } return true; };
            })()
            """;

    private static final String OVER_CURSOR =
            """
            (function (rule, buffer) {
              const f = new Float64Array(buffer);
              let at = 0;
              const x = {
                get a() { return f[at]; }, get b() { return f[at + 1]; }, get c() { return f[at + 2]; },
                get d() { return f[at + 3]; }, get e() { return f[at + 4]; },
              };
              return function (n) {
                let matched = 0;
                for (let k = 0; k < n; k++) { at = k * 5; if (rule(x)) matched++; }
                return matched;
              };
            })
            """;

    /** A row as an object of Java's. */
    public static final class Row {
        @HostAccess.Export public double a;
        @HostAccess.Export public double b;
        @HostAccess.Export public double c;
        @HostAccess.Export public double d;
        @HostAccess.Export public double e;
    }

    private final Context context =
            Context.newBuilder("js")
                    .option("engine.WarnInterpreterOnly", "false")
                    .allowHostAccess(
                            HostAccess.newBuilder(HostAccess.EXPLICIT)
                                    .allowBufferAccess(true)
                                    .build())
                    .build();
    private final Row[] rows = new Row[MeasuredRules.ROWS];
    private final ProxyObject[] proxies = new ProxyObject[rows.length];
    private final Value ofHost;
    private final Value ofProxy;
    private final Value overCursor;

    RulePeers() {
        var random = new SplittableRandom(7);
        ByteBuffer memory =
                ByteBuffer.allocateDirect(rows.length * 5 * Double.BYTES)
                        .order(ByteOrder.nativeOrder());
        for (int i = 0; i < rows.length; i++) {
            var row = new Row();
            row.a = 1;
            row.b = random.nextDouble(1, 100);
            row.c = random.nextDouble(1, 100);
            row.d = random.nextDouble(1, 100);
            row.e = random.nextDouble(1, 100);
            rows[i] = row;
            proxies[i] = new RowProxy(row);
            memory.putDouble(row.a)
                    .putDouble(row.b)
                    .putDouble(row.c)
                    .putDouble(row.d)
                    .putDouble(row.e);
        }
        memory.clear();
        // A function of its own for each, so that none is slowed by what the others read.
        ofHost = context.eval("js", RULE);
        ofProxy = context.eval("js", "/* proxy */" + RULE);
        overCursor =
                context.eval("js", OVER_CURSOR)
                        .execute(context.eval("js", "/* cursor */" + RULE), memory);
    }

    private record RowProxy(Row row) implements ProxyObject {
        @Override
        public Object getMember(String key) {
            return switch (key) {
                case "a" -> row.a;
                case "b" -> row.b;
                case "c" -> row.c;
                case "d" -> row.d;
                default -> row.e;
            };
        }

        @Override
        public Object getMemberKeys() {
            return new String[] {"a", "b", "c", "d", "e"};
        }

        @Override
        public boolean hasMember(String key) {
            return key.length() == 1;
        }

        @Override
        public void putMember(String key, Value value) {
            throw new UnsupportedOperationException(key + " can't be set");
        }
    }

    /** {@return ns for all rows} */
    long host() {
        long start = RulesBench.now();
        for (Row row : rows) {
            require(ofHost.execute(row).asBoolean() ? 1 : 0);
        }
        return RulesBench.now() - start;
    }

    /** {@return ns for all rows} */
    long proxy() {
        long start = RulesBench.now();
        for (ProxyObject row : proxies) {
            require(ofProxy.execute(row).asBoolean() ? 1 : 0);
        }
        return RulesBench.now() - start;
    }

    /** {@return ns for all rows} */
    long cursor() {
        long start = RulesBench.now();
        require(overCursor.execute(rows.length).asInt());
        return RulesBench.now() - start;
    }

    private static void require(int matched) {
        if (matched != 0) {
            throw new IllegalStateException("the rule is never true");
        }
    }

    @Override
    public void close() {
        context.close(true);
    }
}
