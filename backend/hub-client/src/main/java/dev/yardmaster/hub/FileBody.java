package dev.yardmaster.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A file as a request's body, streamed. */
final class FileBody extends RequestBody {
    private final PushTree.Entry entry;
    private final Progress progress;

    FileBody(PushTree.Entry entry, Progress progress) {
        this.entry = entry;
        this.progress = progress;
    }

    @Override
    public MediaType contentType() {
        return MediaType.get("application/octet-stream");
    }

    @Override
    public long contentLength() {
        return entry.size();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        byte[] chunk = new byte[1 << 17];
        long sent = 0;
        try (InputStream in = Files.newInputStream(entry.file())) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                sink.write(chunk, 0, read);
                sent += read;
                progress.moved(entry.path(), sent, entry.size());
            }
        }
    }
}
