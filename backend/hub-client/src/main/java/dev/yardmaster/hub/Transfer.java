package dev.yardmaster.hub;

import dev.yardmaster.hub.HubException.NotFound.What;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** One file on its way to disk; an attempt adds to what earlier ones brought. */
final class Transfer {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    private static final int CHUNK = 1 << 17;

    private final HubHttp http;
    private final Downloads.Job job;
    private final PartialFile part;
    private final Verifier verifier;
    private Optional<HubException.Corrupt> verdict = Optional.empty();
    private boolean judged;

    Transfer(HubHttp http, Downloads.Job job, PartialFile part) {
        this.http = http;
        this.job = job;
        this.part = part;
        this.verifier = new Verifier(job.file());
    }

    /** Takes up what an earlier run left, where it can be trusted to be a beginning of this file. */
    void prepare() throws IOException {
        if (part.size() > job.file().size() || !verifier.knows()) {
            part.restart("");
        }
        part.requireRoomFor(job.file().size());
        part.feed(verifier, job.cancellation());
    }

    void startOver() throws IOException {
        part.restart("");
        verifier.reset();
        judged = false;
    }

    boolean isComplete() {
        return part.size() == job.file().size() && verifier.knows();
    }

    long position() {
        return part.size();
    }

    Cancellation cancellation() {
        return job.cancellation();
    }

    /** What is wrong with the complete file. */
    Optional<HubException.Corrupt> verdict() {
        if (!judged) {
            verdict = verifier.verdict();
            judged = true;
        }
        return verdict;
    }

    /** @throws HubException.Unavailable where it broke off; what came before that is kept */
    void attempt() throws IOException {
        HubErrors.About about =
                new HubErrors.About(What.FILE, job.file().path() + " in " + job.repository() + " at " + job.commit());
        try (HubHttp.Answer answer = http.open(request(), about, job.cancellation())) {
            accept(answer.response());
            verifier.learn(answer.header("X-Linked-Etag").or(() -> answer.header("ETag")));
            if (!verifier.knows()) {
                throw new HubException.Malformed("the hub states no digest of " + about.sentence());
            }
            copy(answer.response());
        }
    }

    private Request request() throws IOException {
        String[] r = Repositories.segments(job.repository());
        HttpUrl url = http.url(r[0], r[1], "resolve", job.commit())
                .addPathSegments(job.file().path())
                .build();
        Request.Builder request = new Request.Builder().url(url);
        if (part.size() > 0) {
            request.header("Range", "bytes=" + part.size() + "-");
            part.etag().ifPresent(etag -> request.header("If-Range", etag));
        }
        return request.build();
    }

    /** Puts the partial file where this answer goes on. */
    private void accept(Response response) throws IOException {
        switch (response.code()) {
            case 206 -> checkRange(response.header("Content-Range", ""));
            case 416 -> {
                startOver();
                throw new HubException.Unavailable(
                        "the hub has no rest of " + job.file().path(), new IOException("416"));
            }
            default -> {
                startOver();
                part.restart(strongTag(response));
            }
        }
        long rest = response.body().contentLength();
        if (rest >= 0 && part.size() + rest != job.file().size()) {
            wrongSize(part.size() + rest);
        }
    }

    private static String strongTag(Response response) {
        String tag = response.header("ETag", "");
        return tag.startsWith("\"") ? tag : "";
    }

    private void checkRange(String header) throws IOException {
        Matcher m = CONTENT_RANGE.matcher(header);
        if (!m.matches() || Long.parseLong(m.group(1)) != part.size()) {
            startOver();
            throw new HubException.Unavailable("the hub sent another range than asked for", new IOException(header));
        }
        if (!m.group(3).equals("*") && Long.parseLong(m.group(3)) != job.file().size()) {
            wrongSize(Long.parseLong(m.group(3)));
        }
    }

    private void wrongSize(long actual) throws IOException {
        part.discard();
        throw new HubException.Corrupt(job.file().path(), job.file().size() + " bytes", actual + " bytes");
    }

    private void copy(Response response) throws IOException {
        byte[] chunk = new byte[CHUNK];
        InputStream in = response.body().byteStream();
        for (int read = read(in, chunk); read >= 0; read = read(in, chunk)) {
            job.cancellation().check();
            if (part.size() + read > job.file().size()) {
                wrongSize(part.size() + read);
            }
            part.append(ByteBuffer.wrap(chunk, 0, read));
            verifier.update(ByteBuffer.wrap(chunk, 0, read));
            job.progress().moved(job.file().path(), part.size(), job.file().size());
        }
        if (part.size() < job.file().size()) {
            throw new HubException.Unavailable("the hub broke off " + job.file().path(), new IOException("truncated"));
        }
    }

    /** Failures of the network are told apart from those of the disk by where they happen. */
    private int read(InputStream in, byte[] chunk) {
        try {
            return in.read(chunk);
        } catch (IOException e) {
            job.cancellation().check();
            throw new HubException.Unavailable(job.file().path() + " broke off: " + e.getMessage(), e);
        }
    }
}
