package dev.shikra.bench;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.host.plugin.PluginCalls;
import java.io.IOException;
import java.util.List;

/** A plugin's source, with a look at the clock when a frame comes and when the engine has it. */
final class TimedSource implements DataSource {
    private final DataSource inner;
    private final FrameTimes times;

    TimedSource(DataSource inner, FrameTimes times) {
        this.inner = inner;
        this.times = times;
    }

    @Override
    public String id() {
        return inner.id();
    }

    @Override
    public SourceSession open(SourceRequest request) throws IOException {
        return new Session(PluginCalls.call(inner, () -> inner.open(request)));
    }

    @Override
    public FrameDecoder decoder(List<Instrument> instruments) {
        FrameDecoder decoder =
                PluginCalls.<FrameDecoder, RuntimeException>call(
                        inner, () -> inner.decoder(instruments));
        return (bytes, offset, length, sink) -> {
            times.taken();
            decoder.decode(bytes, offset, length, sink);
        };
    }

    private final class Session implements SourceSession {
        private final SourceSession session;

        Session(SourceSession session) {
            this.session = session;
        }

        @Override
        public List<Instrument> instruments() {
            return session.instruments();
        }

        @Override
        public void run(FrameSink sink) throws IOException, InterruptedException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(session.getClass().getClassLoader());
            try {
                session.run(new Sink(sink));
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private final class Sink implements FrameSink {
        private final FrameSink sink;

        Sink(FrameSink sink) {
            this.sink = sink;
        }

        @Override
        public void frame(long receiptMs, byte[] bytes, int offset, int length)
                throws InterruptedException {
            times.received(bytes, offset, length);
            sink.frame(receiptMs, bytes, offset, length);
        }

        @Override
        public void time(long epochMs) throws InterruptedException {
            sink.time(epochMs);
        }

        @Override
        public void awaitDurable() throws InterruptedException {
            sink.awaitDurable();
        }

        @Override
        public void skipped(String place, String reason) {
            sink.skipped(place, reason);
        }

        @Override
        public void state(FeedState state, String reason) {
            sink.state(state, reason);
        }
    }
}
