package dev.shikra.host.projection.redis;

import dev.shikra.host.journal.JournalException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Work that a thread of its own does as long as Redis answers, and begins again when it does not.
 * Says once that Redis is gone and once that it is back.
 */
abstract class RedisTask implements Runnable {
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 500;

    /** How a server begins its answer while it reads its append-only file. */
    private static final String LOADING = "LOADING ";

    private final RedisSettings.Server server;
    private final RedisNotices notices;
    private final Thread thread;
    private final AtomicBoolean gone = new AtomicBoolean();

    private volatile boolean connected;
    private volatile boolean ending;
    private volatile boolean ended;
    private String said = "";
    private long pauseMs = FIRST_PAUSE_MS;

    RedisTask(String name, RedisSettings.Server server, RedisNotices notices) {
        this.server = server;
        this.notices = notices;
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this);
    }

    void start() {
        thread.start();
    }

    /**
     * Connects, goes on where Redis says it is, and works until {@link #isEnding} and {@link
     * #isCurrent}.
     *
     * @throws JedisException if Redis did not answer: this is called again
     */
    abstract void work() throws IOException, InterruptedException;

    /** {@return whether nothing waits to be written} */
    abstract boolean isCurrent();

    /** {@return a number that grows with what was written} */
    abstract long progress();

    RedisNotices notices() {
        return notices;
    }

    /** Work has begun: Redis answers. */
    void answered() {
        connected = true;
        pauseMs = FIRST_PAUSE_MS;
        if (gone.getAndSet(false)) {
            notices.say(server + " answers again: what it missed follows from the journal");
        }
    }

    boolean isConnected() {
        return connected;
    }

    boolean isEnding() {
        return ending;
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                try {
                    work();
                    return;
                } catch (JedisException e) {
                    lost(reason(e));
                } catch (IOException | JournalException | IllegalStateException e) {
                    stumbled(String.valueOf(e.getMessage()));
                } catch (RuntimeException e) {
                    stumbled(e.toString());
                }
                if (ending) {
                    return;
                }
                Thread.sleep(pauseMs);
                pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
            }
        } catch (InterruptedException e) {
            // It was told to end.
        } finally {
            connected = false;
        }
    }

    /** A failed connection's own message does not say why it failed. */
    private static String reason(JedisException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String says = String.valueOf(e.getMessage());
        String because = String.valueOf(deepest.getMessage());
        return says.contains(because) ? says : says + ": " + because;
    }

    private void lost(String why) {
        connected = false;
        if (why.startsWith(LOADING)) {
            return; // it has just started, and reads what it kept
        }
        if (!ended && !ending && !gone.getAndSet(true)) {
            notices.say(
                    server
                            + " does not take what it is given ("
                            + why
                            + "): alerts and rules go on without it, and it is tried again until it"
                            + " does");
        }
    }

    /** Not Redis's doing. */
    private void stumbled(String why) {
        connected = false;
        if (!ended && !why.equals(said)) {
            said = why;
            notices.say(thread.getName() + ": " + why + "; it begins again where it was");
        }
    }

    /** Lets the thread end once nothing waits to be written. */
    void finish() {
        ending = true;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends the thread, whatever waits. */
    void stop() throws InterruptedException {
        ended = true;
        thread.interrupt();
        thread.join(Duration.ofMillis(2L * RedisLine.LONGEST_MS));
    }
}
