package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.facts.FactsUnavailable;
import dev.yardmaster.server.catalog.facts.RangeReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Byte ranges of files on the web; each file is located once. */
public final class WebRanges implements RangeReader {
    private static final long MOST_SKIPPED = 8 << 20;

    private final OkHttpClient client;
    private final Map<String, ModelFile> files;
    private final Function<ModelFile, FileLocation> locate;
    private final Map<String, FileLocation.Web> located = new ConcurrentHashMap<>();

    /** @param client follows redirects */
    public WebRanges(OkHttpClient client, List<ModelFile> files, Function<ModelFile, FileLocation> locate) {
        this.client = client;
        this.files = files.stream().collect(Collectors.toMap(ModelFile::path, Function.identity(), (a, _) -> a));
        this.locate = locate;
    }

    @Override
    public byte[] read(String path, long offset, int length) {
        FileLocation.Web where = located.computeIfAbsent(path, this::web);
        Request.Builder request = new Request.Builder()
                .url(where.url().toString())
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "yardmaster")
                .header("Range", "bytes=" + offset + "-" + (offset + length - 1));
        where.headers().forEach(request::header);
        try (Response response = client.newCall(request.build()).execute()) {
            return content(path, response, offset, length);
        } catch (IOException e) {
            throw new FactsUnavailable(path, "it could not be read: " + e.getMessage(), e);
        }
    }

    private FileLocation.Web web(String path) {
        ModelFile file = files.get(path);
        if (file == null) {
            throw new FactsUnavailable(path, "there is no such file");
        }
        try {
            return switch (locate.apply(file).where()) {
                case FileLocation.Web web -> web;
                case FileLocation.Server _, FileLocation.Local _ ->
                    throw new FactsUnavailable(path, "it is not on the web");
            };
        } catch (ProblemException e) {
            throw new FactsUnavailable(path, String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] content(String path, Response response, long offset, int length) throws IOException {
        long skipped = switch (response.code()) {
            case 206 -> 0;
            case 200 -> offset;
            case 416 -> -1;
            default -> throw new FactsUnavailable(path, "the source answered " + response.code());
        };
        if (skipped < 0) {
            return new byte[0];
        }
        if (skipped > MOST_SKIPPED) {
            throw new FactsUnavailable(path, "the source does not answer byte ranges");
        }
        String range = response.header("Content-Range", "bytes " + offset + "-");
        if (response.code() == 206 && (range == null || !range.startsWith("bytes " + offset + "-"))) {
            throw new FactsUnavailable(path, "the source answered another range than was asked for");
        }
        try (InputStream in = response.body().byteStream()) {
            in.skipNBytes(skipped);
            return in.readNBytes(length);
        }
    }
}
