package dev.shikra.plugins.kite;

import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.TradingHours;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * Keeps one connection up: connects, subscribes, watches that data comes, and starts anew when it
 * does not. Owned by its own thread, which {@link #run} is called on; interrupting it ends it.
 */
final class KiteConnection {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final int number;
    private final SubscriptionPlan plan;
    private final KiteSettings settings;
    private final TradingHours hours;
    private final FrameSink sink;
    private final LoginGate gate;
    private final FeedStatus status;
    private final Backoff backoff;
    private final TextMessages texts;

    KiteConnection(
            int number,
            SubscriptionPlan plan,
            KiteSettings settings,
            TradingHours hours,
            FrameSink sink,
            LoginGate gate,
            FeedStatus status,
            Backoff backoff,
            TextMessages texts) {
        this.number = number;
        this.plan = plan;
        this.settings = settings;
        this.hours = hours;
        this.sink = sink;
        this.gate = gate;
        this.status = status;
        this.backoff = backoff;
        this.texts = texts;
    }

    /** How a socket's life ended. */
    private sealed interface Ending {
        /** The venue does not accept the token. */
        record Refused() implements Ending {}

        /** It was lost, or given up as mute. */
        record Lost(FeedState state, String reason) implements Ending {}

        /** The host takes no more frames. */
        record SinkStopped() implements Ending {}
    }

    /**
     * Runs until the thread is interrupted or the host takes no more frames.
     *
     * @throws InterruptedException then
     */
    void run() throws InterruptedException {
        while (true) {
            if (gate.token().isEmpty()) {
                status.set(number, FeedState.LOGIN_NEEDED, loginNeeded("there is no valid token"));
            }
            Token token = gate.await();
            switch (hold(token)) {
                case Ending.Refused() -> {
                    gate.refuse(token);
                    status.set(
                            number,
                            FeedState.LOGIN_NEEDED,
                            loginNeeded("the venue refuses the token (HTTP 403)"));
                }
                case Ending.Lost(FeedState state, String reason) -> {
                    Duration pause = backoff.next();
                    status.set(
                            number,
                            state,
                            reason + "; connecting anew in " + pause.toMillis() + " ms");
                    Thread.sleep(pause);
                }
                case Ending.SinkStopped() ->
                        throw new InterruptedException("the host takes no more frames");
            }
        }
    }

    private String loginNeeded(String why) {
        return why + ": " + settings.loginRemedy();
    }

    private Ending hold(Token token) throws InterruptedException {
        var socket = new KiteSocket(address(token), number, settings, sink, texts);
        try {
            if (!socket.open(settings.connectTimeout())) {
                return failed(socket);
            }
            for (String message : plan.messages()) {
                socket.send(message);
            }
            return watch(socket);
        } catch (org.java_websocket.exceptions.WebsocketNotConnectedException e) {
            return failed(socket); // it closed while we subscribed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // a delivery that waits has to end, too
            throw e;
        } finally {
            end(socket);
        }
    }

    private Ending failed(KiteSocket socket) {
        if (socket.isRefused()) {
            return new Ending.Refused();
        }
        String why =
                socket.ending().isEmpty()
                        ? "no answer within " + settings.connectTimeout().toMillis() + " ms"
                        : socket.ending();
        return new Ending.Lost(stateWhileDown(), "no connection: " + why);
    }

    /** A mute feed stays mute until data comes. */
    private FeedState stateWhileDown() {
        return status.of(number) == FeedState.MUTE ? FeedState.MUTE : FeedState.RECONNECTING;
    }

    private Ending watch(KiteSocket socket) throws InterruptedException {
        long openSinceNanos = System.nanoTime();
        boolean settled = false;
        while (!socket.awaitEnd(LOOK)) {
            boolean open = hours.isOpen(settings.clock().instant());
            if (!open) {
                openSinceNanos = System.nanoTime();
            }
            if (!settled && (socket.hasData() || !open || status.of(number) != FeedState.MUTE)) {
                settled = socket.hasData() || !open;
                status.set(
                        number,
                        FeedState.LIVE,
                        "connected, subscribed to " + plan.count() + " instruments");
            }
            if (socket.hasData()) {
                backoff.reset();
            }
            if (socket.isSinkStopped()) {
                return new Ending.SinkStopped();
            }
            if (socket.silence().compareTo(settings.readTimeout()) > 0) {
                return new Ending.Lost(
                        FeedState.RECONNECTING,
                        "nothing came for "
                                + settings.readTimeout().toMillis()
                                + " ms, not even a heartbeat");
            }
            long mute = System.nanoTime() - Math.max(socket.lastDataNanos(), openSinceNanos);
            if (open && mute > settings.muteAfter().toNanos()) {
                return new Ending.Lost(
                        FeedState.MUTE,
                        "no data for "
                                + settings.muteAfter().toMillis()
                                + " ms while the market is open, heartbeats at most");
            }
        }
        return socket.isSinkStopped()
                ? new Ending.SinkStopped()
                : new Ending.Lost(stateWhileDown(), "the connection was lost: " + socket.ending());
    }

    /** What the socket has received is delivered before another one starts. */
    private static void end(KiteSocket socket) {
        socket.abandon();
        boolean interrupted = Thread.interrupted();
        while (true) {
            try {
                if (interrupted) {
                    socket.interruptDelivery();
                }
                if (socket.awaitEnd(LOOK)) {
                    break;
                }
                socket.abandon(); // it may have been connecting still
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private URI address(Token token) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("api_key", settings.apiKey());
        parameters.put("access_token", token.accessToken());
        return URI.create(settings.websocketUrl() + "?" + KiteApi.encoded(parameters));
    }
}
