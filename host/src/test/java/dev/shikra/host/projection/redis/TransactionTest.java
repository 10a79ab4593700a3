package dev.shikra.host.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.RedisOutputStream;

/** What goes to the server against what a client library sends, and what comes back. */
class TransactionTest {
    private static final String KNOWN =
            "-ERR The ID specified in XADD is equal or smaller than the target stream top item";

    @Test
    void sendsWhatTheLibraryWouldSend() throws Exception {
        long seed = System.nanoTime();
        System.out.println("transactions, seed " + seed);
        var random = new Random(seed);
        var batch = new StreamBatch();
        for (int round = 0; round < 200; round++) {
            batch.clear();
            var expected = new ByteArrayOutputStream();
            try (var library = new RedisOutputStream(expected)) {
                Protocol.sendCommand(library, new CommandArguments(Command.MULTI));
                for (int entry = random.nextInt(30); entry > 0; entry--) {
                    var arguments = new CommandArguments(Command.XADD);
                    var own = new ArrayList<byte[]>();
                    for (int i = 1 + random.nextInt(9); i > 0; i--) {
                        var bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 9_000 : 30)];
                        random.nextBytes(bytes);
                        own.add(bytes);
                        arguments.add(bytes);
                    }
                    batch.add(own.toArray(byte[][]::new));
                    Protocol.sendCommand(library, arguments);
                }
                Protocol.sendCommand(library, new CommandArguments(Command.EXEC));
            }
            RespBuffer commands = batch.commands();
            commands.put(StreamBatch.END);
            assertThat(commands.copy()).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void writesIdsAndNumbersAsArguments() {
        var out = new RespBuffer();
        out.id(1_767_584_700_000L, 17);
        out.id(9, 0);
        out.number(0);
        out.number(100);
        assertThat(new String(out.copy(), StandardCharsets.US_ASCII))
                .isEqualTo("$16\r\n1767584700000-17\r\n$3\r\n9-0\r\n$1\r\n0\r\n$3\r\n100\r\n");
    }

    /** Gives what is there in pieces, as a socket does. */
    private static InputStream inPieces(String text, Random random) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(length, 1 + random.nextInt(40)));
            }
        };
    }

    private static TransactionAnswers answers(String text) {
        return new TransactionAnswers(inPieces(text, new Random(1)));
    }

    @Test
    void countsTheEntriesThatWereThereAlready() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            int first = random.nextInt(2_000);
            int known = random.nextInt(first + 1);
            var text = new StringBuilder(transaction(first, known));
            text.append(transaction(3, 1)); // what comes next is left for the next
            var answers = new TransactionAnswers(inPieces(text.toString(), random));
            assertThat(answers.read(first)).as("seed %d", seed).isEqualTo(known);
            assertThat(answers.read(3)).as("seed %d", seed).isEqualTo(1);
        }
    }

    private static String transaction(int entries, int known) {
        var text = new StringBuilder("+OK\r\n").append("+QUEUED\r\n".repeat(entries));
        text.append('*').append(entries).append("\r\n");
        for (int i = 0; i < entries; i++) {
            String id = i + "-0";
            text.append(i < known ? KNOWN : "$" + id.length() + "\r\n" + id).append("\r\n");
        }
        return text.toString();
    }

    @Test
    void saysWhyATransactionWasRefused() {
        String full = "OOM command not allowed when used memory > 'maxmemory'.";
        assertThatThrownBy(() ->
                        answers(
                                        "+OK\r\n+QUEUED\r\n-"
                                                + full
                                                + "\r\n-EXECABORT Transaction discarded"
                                                + " because of previous errors.\r\n")
                                .read(2))
                .isInstanceOf(JedisDataException.class)
                .hasMessage(full);
        assertThatThrownBy(() -> answers("+OK\r\n+QUEUED\r\n*-1\r\n").read(1))
                .isInstanceOf(JedisDataException.class)
                .hasMessageContaining("did not carry out");
        assertThatThrownBy(() -> answers("+OK\r\n+QUEUED\r\n*1\r\n-WRONGTYPE of key\r\n").read(1))
                .isInstanceOf(JedisDataException.class)
                .hasMessage("WRONGTYPE of key");
        assertThatThrownBy(() -> answers("+OK\r\n+QUEUED\r\n*1\r\n$3\r\n1").read(1))
                .isInstanceOf(EOFException.class);
    }
}
