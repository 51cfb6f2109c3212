package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.SourceProblem;
import dev.yardmaster.agent.weights.transfer.SourceProblem.What;
import dev.yardmaster.agent.weights.transfer.TransferStopped;
import dev.yardmaster.hub.guard.AddressRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A file at a web address, read by ranges. Where the address redirects, the target is remembered and asked directly from
 * then on, until it refuses. Credentials go to the address itself only.
 */
public final class WebSource implements ChunkSource {
    private static final int BUFFER = 1 << 18;
    private static final int MOST_REDIRECTS = 5;
    private static final ThreadLocal<ByteBuffer> BUFFERS =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER));

    private final URI address;
    private final Supplier<Map<String, String>> headers;
    private final Content content;
    private final Readers readers;
    private volatile Optional<URI> target = Optional.empty();
    private volatile boolean ranges = true;

    /** @param headers asked for anew with each request, because credentials rotate */
    public WebSource(URI address, Supplier<Map<String, String>> headers, Content content, Readers readers) {
        this.address = address;
        this.headers = headers;
        this.content = content;
        this.readers = readers;
    }

    @Override
    public Kind kind() {
        return Kind.ORIGIN;
    }

    @Override
    public String host() {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    @Override
    public boolean answersRanges() {
        return ranges;
    }

    @Override
    public void read(long from, long to, ChunkSink sink) throws SourceProblem, IOException {
        Optional<URI> remembered = target;
        if (remembered.isPresent()) {
            try {
                read(remembered.get(), from, to, sink);
                return;
            } catch (SourceProblem e) {
                if (e.what() != What.DENIED && e.what() != What.REFUSED) {
                    throw e;
                }
                target = Optional.empty();
            }
        }
        read(address, from, to, sink);
    }

    private void read(URI first, long from, long to, ChunkSink sink) throws SourceProblem, IOException {
        URI at = first;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            try (HttpReader.Exchange answer = open(at, from, to, sink)) {
                Optional<URI> next = WebAnswer.redirect(at, answer);
                if (next.isEmpty()) {
                    target = at.equals(address) ? Optional.empty() : Optional.of(at);
                    take(answer, from, to, sink);
                    return;
                }
                at = next.get();
            }
        }
        throw new SourceProblem(What.REFUSED, host() + " redirects more than " + MOST_REDIRECTS + " times.");
    }

    private HttpReader.Exchange open(URI at, long from, long to, ChunkSink sink) throws SourceProblem, TransferStopped {
        Map<String, String> request = new TreeMap<>(Map.of("Accept-Encoding", "identity", "User-Agent", "yardmaster"));
        if (ranges && content.size() > 0) {
            request.put("Range", "bytes=" + from + "-" + (to - 1));
            Optional.of(WebAnswer.validator(content, sink))
                    .filter(tag -> !tag.isEmpty())
                    .ifPresent(tag -> request.put("If-Range", tag));
        }
        boolean home = sameOrigin(at, address);
        if (home) {
            request.putAll(headers.get());
        }
        try {
            return readers.get(at, home, request, sink);
        } catch (TransferStopped e) {
            throw e;
        } catch (AddressRefused e) {
            throw new SourceProblem(What.REFUSED, host() + " leads to a forbidden place: " + e.getMessage() + ".");
        } catch (IOException | IllegalArgumentException e) {
            throw unreachable(e);
        }
    }

    private void take(HttpReader.Exchange answer, long from, long to, ChunkSink sink)
            throws SourceProblem, IOException {
        var check = new WebAnswer(host(), content, answer);
        boolean whole = check.begins(from, to, ranges, sink);
        if (whole && (from > 0 || to < content.size())) {
            ranges = false;
            throw new SourceProblem(What.NO_RANGES, host() + " does not answer ranges of " + content.path() + ".");
        }
        ByteBuffer buffer = BUFFERS.get();
        for (long at = from; at < to; ) {
            buffer.clear().limit((int) Math.min(BUFFER, to - at));
            int read = receive(answer, buffer);
            if (read < 0) {
                throw new SourceProblem(
                        What.UNREACHABLE, host() + " ended " + content.path() + " at " + at + " of " + to + " bytes.");
            }
            sink.write(buffer.flip());
            at += read;
        }
        requireEnd(answer, buffer);
    }

    /** A body may not go on; where its length was stated that was compared already. */
    private void requireEnd(HttpReader.Exchange answer, ByteBuffer buffer) throws SourceProblem {
        if (answer.length().isEmpty() && receive(answer, buffer.clear().limit(1)) > 0) {
            throw new SourceProblem(
                    What.MALFORMED,
                    host() + " gives more of " + content.path() + " than its " + content.size() + " bytes.");
        }
    }

    private int receive(HttpReader.Exchange answer, ByteBuffer buffer) throws SourceProblem {
        try {
            return answer.read(buffer);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private SourceProblem unreachable(Exception e) {
        return new SourceProblem(What.UNREACHABLE, host() + " broke off or is not reached: " + e.getMessage() + ".");
    }

    static boolean sameOrigin(URI a, URI b) {
        return a.getScheme().equalsIgnoreCase(b.getScheme())
                && String.valueOf(a.getHost()).equalsIgnoreCase(b.getHost())
                && a.getPort() == b.getPort();
    }
}
