package dev.shikra.plugins.simulator;

import dev.shikra.api.source.InstrumentList;
import dev.shikra.api.source.SimulatedTime;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker's ticker and web API on one loopback port, with a market behind it, invented or
 * recorded. It runs from {@link #start} until {@link #close}; every method may be called by any
 * thread.
 */
public final class SimulatedExchange implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SimulatedExchange.class);
    private static final int MOST_LINES = 3;

    private final SimulatorSettings settings;
    private final ServerSocket server;
    private final Accounts accounts;
    private final String accessToken;
    private final Faults faults;
    private final SimulatedTime time;
    private final MarketClock clock;
    private final Pace pace;
    private final HttpRoutes routes;
    private final List<Listing> listings;
    private final Map<Long, Integer> places = new HashMap<>();
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger lineNumbers = new AtomicInteger();
    private final AtomicLong notSent = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private volatile boolean closed;

    private SimulatedExchange(SimulatorSettings settings) throws IOException {
        this.settings = settings;
        LocalDate day = LocalDate.ofInstant(settings.start(), Market.ZONE);
        TradingDay market = market(settings, day);
        while (market.hasNext() && market.second() + 1 < settings.start().getEpochSecond()) {
            market.advance();
        }
        listings = market.listings();
        for (int place = 0; place < listings.size(); place++) {
            places.put(listings.get(place).token(), place);
        }
        accounts = new Accounts(settings.seed());
        accessToken = accounts.newAccessToken();
        faults = new Faults(this::resetAll, this::expireTokens);
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 64);
        time = new SimulatedTime(settings.start(), Instant.now(), settings.speed());
        clock = new MarketClock(time, InstantSource.system());
        routes =
                new HttpRoutes(
                        accounts,
                        faults,
                        listings,
                        clock,
                        new PastMinutes(settings.seed(), day, lastCloses(market)),
                        this::subscriptions);
        pace = new Pace(market, time, clock, lines, settings, places);
    }

    private PastMinutes.LastCloses lastCloses(TradingDay market) {
        return new PastMinutes.LastCloses() {
            @Override
            public double close(long token) {
                Integer place = places.get(token);
                return place == null ? 0 : market.lastClose(place) / 100.0;
            }

            @Override
            public boolean trades(long token) {
                Integer place = places.get(token);
                return place == null || listings.get(place).tickPaise() > 0;
            }
        };
    }

    private static TradingDay market(SimulatorSettings settings, LocalDate day) throws IOException {
        if (!settings.minutes().isEmpty()) {
            return MinuteFiles.read(settings.minutes(), Optional.of(day));
        }
        if (settings.capture().isPresent()) {
            Path list = InstrumentList.beside(settings.capture().get());
            if (Files.exists(list)) {
                return RecordedDay.silent(
                        day, InstrumentList.read(list).stream().map(Listing::of).toList());
            }
        }
        return new Market(day, settings.seed(), settings.instruments());
    }

    /**
     * Starts an exchange with the usual 174 instruments.
     *
     * @param port 0 for any free one
     * @throws IOException if the port is taken
     */
    public static SimulatedExchange start(int port, long seed, double speed, Instant startTime)
            throws IOException {
        return start(SimulatorSettings.of(port, seed, speed, startTime));
    }

    /**
     * Starts an exchange.
     *
     * @throws IOException if the port is taken or the recorded data can't be read
     */
    public static SimulatedExchange start(SimulatorSettings settings) throws IOException {
        var exchange = new SimulatedExchange(settings);
        Thread.ofVirtual().name("exchange-accept").start(exchange::accept);
        Thread.ofPlatform().daemon().name("exchange-pace").start(exchange.pace);
        Thread.ofVirtual().name("exchange-heartbeat").start(exchange::beat);
        return exchange;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** {@return the ticker's address, to which the credentials are added as parameters} */
    public URI websocketUrl() {
        return URI.create("ws://127.0.0.1:" + port());
    }

    /** {@return base address of login, session and instrument master} */
    public URI httpUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public String apiKey() {
        return accounts.apiKey();
    }

    public String apiSecret() {
        return accounts.apiSecret();
    }

    /** {@return a token that is good from the start} */
    public String accessToken() {
        return accessToken;
    }

    /** {@return a new good token, as a login gives} */
    public String issueAccessToken() {
        return accounts.newAccessToken();
    }

    public Faults faults() {
        return faults;
    }

    /** {@return the exchange's time, as it runs by the machine's clock} */
    public SimulatedTime clock() {
        return time;
    }

    /**
     * {@return the exchange's time for clients in this process} From the first call on it does not
     * run past what they have yet to receive, and the market waits for them with it; it asks them
     * by pings, and who does not answer for seconds is not waited for. It never falls.
     */
    public InstantSource sharedClock() {
        clock.share();
        return clock;
    }

    /** {@return what trades, in the market's order} */
    public List<Listing> listings() {
        return listings;
    }

    /** {@return for each open connection, oldest first: token to mode} */
    public List<Map<Long, Mode>> subscriptions() {
        synchronized (pace) {
            return lines.stream().map(line -> line.subscriptions.snapshot()).toList();
        }
    }

    /** {@return frames that were lost because a client did not read} */
    public long framesNotSent() {
        return notSent.get();
    }

    /** {@return connections that were answered with 403} */
    public long refusals() {
        return refusals.get();
    }

    /** Sends a text message to every connection, for example an order's. */
    public void say(String message) {
        lines.forEach(line -> line.text(message));
    }

    /** Hears of every data frame when it is handed to a connection, before faults touch it. */
    public interface FrameListener {
        /**
         * Pace thread; must be quick.
         *
         * @param connection number of the connection, from 1
         * @param frame must not be changed
         */
        void frame(int connection, byte[] frame);
    }

    /** Adds a listener. */
    public void onFrame(FrameListener listener) {
        pace.listeners.add(listener);
    }

    @Override
    public void close() {
        closed = true;
        pace.stop();
        lines.forEach(Line::close);
        try {
            server.close();
        } catch (IOException e) {
            log.warn("the simulated exchange's port could not be closed: {}", e.toString());
        }
    }

    private void expireTokens() {
        accounts.revokeAll();
        resetAll();
    }

    private void resetAll() {
        lines.forEach(Line::reset);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().name("exchange-connection").start(() -> serve(socket));
            } catch (SocketException e) {
                if (!closed) {
                    log.warn("the simulated exchange stops accepting: {}", e.toString());
                }
                return;
            } catch (IOException e) {
                log.warn("a connection could not be accepted: {}", e.toString());
            }
        }
    }

    private void beat() {
        try {
            while (!closed) {
                Thread.sleep(settings.heartbeat());
                lines.forEach(Line::heartbeat);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            HttpRequest request = HttpRequest.read(in);
            if (request.wantsWebSocket()) {
                upgrade(request, in, socket);
            } else {
                routes.answer(request, socket.getOutputStream());
            }
        } catch (IOException e) {
            log.debug("a connection ended: {}", e.toString());
        }
    }

    private void upgrade(HttpRequest request, BufferedInputStream in, Socket socket)
            throws IOException {
        OutputStream out = socket.getOutputStream();
        Map<String, String> query = request.query();
        if (!accounts.isGood(
                query.getOrDefault("api_key", ""), query.getOrDefault("access_token", ""))) {
            refusals.incrementAndGet();
            refuse(out, "403 Forbidden", "Authentication failed");
            return;
        }
        if (lines.size() >= MOST_LINES) {
            refuse(out, "429 Too Many Requests", "Too many connections");
            return;
        }
        String head =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + WebSocketFrames.accept(request.header("sec-websocket-key"))
                        + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        var line =
                new Line(
                        lineNumbers.incrementAndGet(),
                        socket,
                        new Subscriptions(places),
                        faults,
                        notSent);
        Thread writer = Thread.ofVirtual().name("exchange-writer").start(line::write);
        lines.add(line);
        try {
            line.heartbeat();
            listen(line, in);
        } finally {
            pace.gone(line);
            line.close();
            join(writer);
        }
    }

    private static void join(Thread writer) {
        try {
            writer.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(OutputStream out, String status, String body) throws IOException {
        String answer =
                "HTTP/1.1 "
                        + status
                        + "\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void listen(Line line, BufferedInputStream in) throws IOException {
        var message = new ByteArrayOutputStream();
        while (true) {
            WebSocketFrames.Incoming frame = WebSocketFrames.read(in);
            switch (frame.opcode()) {
                case WebSocketFrames.PING -> line.control(WebSocketFrames.PONG, frame.payload());
                case WebSocketFrames.PONG -> pace.answered(line, frame.payload());
                case WebSocketFrames.CLOSE -> {
                    return;
                }
                case WebSocketFrames.TEXT, WebSocketFrames.CONTINUATION -> {
                    message.write(frame.payload());
                    if (frame.last()) {
                        take(line, message.toString(StandardCharsets.UTF_8));
                        message.reset();
                    }
                }
                default -> {} // binary, which no client has reason to send
            }
        }
    }

    private void take(Line line, String message) {
        synchronized (pace) {
            switch (line.subscriptions.take(message)) {
                case Subscriptions.Outcome.Changed(List<Integer> changed) ->
                        pace.snapshot(line, changed);
                case Subscriptions.Outcome.Refused(String reason) ->
                        line.text("{\"type\":\"error\",\"data\":\"" + reason + "\"}");
            }
        }
    }

    /** {@return open connections' numbers} */
    public List<Integer> connections() {
        var numbers = new ArrayList<Integer>();
        lines.forEach(line -> numbers.add(line.number));
        return numbers;
    }
}
