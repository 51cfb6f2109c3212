package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.json.AnswerScanner;
import dev.yardmaster.gateway.metrics.Series;
import dev.yardmaster.gateway.stream.SseReader;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** Reads an engine's answer on its way to the client. */
sealed interface AnswerReader {
    /** @return false when the answer cannot be passed on any further */
    boolean feed(Buffer piece, long now);

    void finish();

    static AnswerReader of(boolean stream, boolean hidesUsage, Meter meter, Series series, Consumer<Buffer> out) {
        return stream ? new Events(hidesUsage, meter, series, out) : new Whole(meter, out);
    }

    /** A stream of events. */
    final class Events implements AnswerReader, SseReader.Sink {
        private final SseReader reader;
        private final Meter meter;
        private final Series series;
        private final Consumer<Buffer> out;

        Events(boolean hidesUsage, Meter meter, Series series, Consumer<Buffer> out) {
            this.reader = new SseReader(hidesUsage, this);
            this.meter = meter;
            this.series = series;
            this.out = out;
        }

        @Override
        public boolean feed(Buffer piece, long now) {
            Bytes bytes = Bytes.of(piece);
            boolean good = reader.feed(bytes.array(), bytes.from(), bytes.to());
            meter.pieceOver(series, now);
            return good;
        }

        @Override
        public void finish() {
            reader.finish();
        }

        @Override
        public void event(AnswerScanner facts) {
            meter.saw(facts);
        }

        @Override
        public void pass(byte[] array, int from, int to) {
            out.accept(Bytes.buffer(array, from, to));
        }
    }

    /** One JSON document, passed on as it comes. */
    final class Whole implements AnswerReader {
        private final AnswerScanner scanner = new AnswerScanner();
        private final Meter meter;
        private final Consumer<Buffer> out;

        Whole(Meter meter, Consumer<Buffer> out) {
            this.meter = meter;
            this.out = out;
        }

        @Override
        public boolean feed(Buffer piece, long now) {
            Bytes bytes = Bytes.of(piece);
            scanner.feed(bytes.array(), bytes.from(), bytes.to());
            out.accept(piece);
            return true;
        }

        @Override
        public void finish() {
            meter.saw(scanner);
        }
    }
}
