package dev.shikra.host.projection.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Makes sockets to a server, encrypted or not, that end at once when they are closed: an encrypted
 * one by itself waits for the other side to say good-bye, which a frozen server does not. Any
 * thread.
 */
final class ServerSockets implements JedisSocketFactory {
    private final RedisSettings.Server server;
    private final int connectMs;
    private final int answerMs;

    /**
     * @param connectMs longest time that connecting takes
     * @param answerMs longest time that a read waits, also while encryption is agreed on
     */
    ServerSockets(RedisSettings.Server server, int connectMs, int answerMs) {
        this.server = server;
        this.connectMs = connectMs;
        this.answerMs = answerMs;
    }

    @Override
    public Socket createSocket() {
        var plain = new Socket();
        try {
            plain.setReuseAddress(true);
            plain.setKeepAlive(true);
            plain.setTcpNoDelay(true);
            plain.setSoLinger(true, 0);
            plain.connect(new InetSocketAddress(server.host(), server.port()), connectMs);
            plain.setSoTimeout(answerMs);
            return server.transport() instanceof RedisSettings.Transport.Tls tls
                    ? encrypted(plain, tls)
                    : plain;
        } catch (IOException | RuntimeException e) {
            try {
                plain.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            if (e instanceof RuntimeException problem) {
                throw problem;
            }
            throw new JedisConnectionException(
                    "no connection to " + server.host() + ":" + server.port(), e);
        }
    }

    private Socket encrypted(Socket plain, RedisSettings.Transport.Tls tls) throws IOException {
        Optional<Path> authorities = tls.authorities();
        var factory =
                authorities.isPresent()
                        ? CertificateFile.socketsTrusting(authorities.get())
                        : (SSLSocketFactory) SSLSocketFactory.getDefault();
        var over = (SSLSocket) factory.createSocket(plain, server.host(), server.port(), false);
        SSLParameters verified = over.getSSLParameters();
        verified.setEndpointIdentificationAlgorithm("HTTPS"); // the host name too
        over.setSSLParameters(verified);
        over.startHandshake();
        return new EncryptedSocket(plain, over);
    }

    /** Streams of the one, life and death of the other. */
    private static final class EncryptedSocket extends Socket {
        private final Socket plain;
        private final SSLSocket over;

        EncryptedSocket(Socket plain, SSLSocket over) {
            this.plain = plain;
            this.over = over;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return over.getInputStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return over.getOutputStream();
        }

        @Override
        public void setSoTimeout(int timeout) throws SocketException {
            plain.setSoTimeout(timeout);
        }

        @Override
        public int getSoTimeout() throws SocketException {
            return plain.getSoTimeout();
        }

        @Override
        public boolean isConnected() {
            return plain.isConnected();
        }

        @Override
        public boolean isBound() {
            return plain.isBound();
        }

        @Override
        public boolean isClosed() {
            return plain.isClosed();
        }

        @Override
        public boolean isInputShutdown() {
            return plain.isInputShutdown();
        }

        @Override
        public boolean isOutputShutdown() {
            return plain.isOutputShutdown();
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }
    }
}
