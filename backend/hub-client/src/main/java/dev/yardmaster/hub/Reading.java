package dev.yardmaster.hub;

import dev.yardmaster.hub.HubException.NotFound.What;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** One file read from a position on, taken up again where it breaks off. */
final class Reading {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");
    private static final int CHUNK = 1 << 16;

    private final HubHttp http;
    private final HubClient.FileAt file;
    private final HubClient.Receiver receiver;
    private final Cancellation cancellation;
    private long position;

    Reading(HubHttp http, HubClient.FileAt file, long from, HubClient.Receiver receiver, Cancellation cancellation) {
        this.http = http;
        this.file = file;
        this.receiver = receiver;
        this.cancellation = cancellation;
        this.position = from;
    }

    void run() {
        long before = position;
        for (int failures = 1; ; failures++) {
            try {
                attempt();
                return;
            } catch (HubException.Unavailable e) {
                if (position - before >= RetryPolicy.PROGRESS) {
                    failures = 1;
                    before = position;
                }
                http.pause(failures, e, cancellation);
            }
        }
    }

    private void attempt() {
        HubErrors.About about =
                new HubErrors.About(What.FILE, file.path() + " in " + file.repository() + " at " + file.commit());
        try (HubHttp.Answer answer = http.open(request(), about, cancellation)) {
            check(answer.response());
            copy(answer.response());
        }
    }

    private Request request() {
        String[] r = Repositories.segments(file.repository());
        HttpUrl.Builder url = http.url(r[0], r[1], "resolve", file.commit());
        for (String segment : file.path().split("/")) {
            url.addPathSegment(segment);
        }
        Request.Builder request = new Request.Builder().url(url.build());
        if (position > 0) {
            request.header("Range", "bytes=" + position + "-");
        }
        return request.build();
    }

    private void check(Response response) {
        if (position == 0 && response.code() == 200) {
            long length = response.body().contentLength();
            if (length >= 0 && length != file.size()) {
                throw new HubException.Corrupt(file.path(), file.size() + " bytes", length + " bytes");
            }
            return;
        }
        Matcher m = CONTENT_RANGE.matcher(response.header("Content-Range", ""));
        if (!m.matches() || Long.parseLong(m.group(1)) != position) {
            throw new HubException.Malformed("the hub sent another range of " + file.path() + " than asked for");
        }
        if (Long.parseLong(m.group(2)) != file.size()) {
            throw new HubException.Corrupt(file.path(), file.size() + " bytes", m.group(2) + " bytes");
        }
    }

    private void copy(Response response) {
        byte[] chunk = new byte[CHUNK];
        InputStream in = response.body().byteStream();
        for (int read = read(in, chunk); read >= 0; read = read(in, chunk)) {
            cancellation.check();
            if (position + read > file.size()) {
                throw new HubException.Corrupt(file.path(), file.size() + " bytes", "more");
            }
            if (!receiver.take(position, ByteBuffer.wrap(chunk, 0, read))) {
                return;
            }
            position += read;
        }
        if (position < file.size()) {
            throw new HubException.Unavailable("the hub broke off " + file.path(), new IOException("truncated"));
        }
    }

    private int read(InputStream in, byte[] chunk) {
        try {
            return in.read(chunk);
        } catch (IOException e) {
            cancellation.check();
            throw new HubException.Unavailable(file.path() + " broke off: " + e.getMessage(), e);
        }
    }
}
