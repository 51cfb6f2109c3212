package dev.yardmaster.server.catalog.source.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.source.ObjectKeys;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.SourceHttp;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** What a web server says of a file. */
final class WebFile {
    private static final Pattern DIGEST = Pattern.compile("sha-256=:?([A-Za-z0-9+/]{43}=):?", Pattern.CASE_INSENSITIVE);
    private static final Pattern RANGE = Pattern.compile("bytes 0-0/([0-9]{1,18})");

    private WebFile() {}

    /** @param pin see {@link dev.yardmaster.contract.catalog.ModelFile} */
    record Head(long size, String sha256, String pin) {}

    /** By HEAD, or by its first byte where that is not answered. */
    static Head head(
            SourceHttp http,
            OkHttpClient client,
            Origin origin,
            HttpUrl url,
            Map<String, String> headers,
            String path) {
        SourceHttp.Answer head =
                http.answer(client, origin, request(url, headers).head().build());
        if (head.status() == 405
                || head.status() == 501
                || head.status() == 200 && size(head).isEmpty()) {
            head = http.answer(
                    client,
                    origin,
                    request(url, headers).header("Range", "bytes=0-0").build());
        }
        if (head.status() / 100 != 2) {
            throw SourceHttp.refused(origin, url.host(), head.status(), path);
        }
        SourceHttp.Answer answer = head;
        long size = size(head)
                .orElseThrow(() -> ProblemException.invalid(
                        "spec.source",
                        url.host() + " does not say how large " + path + " is",
                        "expected a server that answers Content-Length or byte ranges"));
        return new Head(size, sha256(answer), pin(answer));
    }

    private static Request.Builder request(HttpUrl url, Map<String, String> headers) {
        Request.Builder request = new Request.Builder().url(url).header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        return request;
    }

    private static Optional<Long> size(SourceHttp.Answer answer) {
        Matcher range = RANGE.matcher(answer.header("Content-Range"));
        if (answer.status() == 206) {
            return range.matches() ? Optional.of(Long.parseLong(range.group(1))) : Optional.empty();
        }
        String length = answer.header("Content-Length");
        return length.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(length)) : Optional.empty();
    }

    /** RFC 9530, and its forerunner RFC 3230. */
    private static String sha256(SourceHttp.Answer answer) {
        for (String header : new String[] {"Repr-Digest", "Digest"}) {
            Matcher digest = DIGEST.matcher(answer.header(header));
            if (digest.find()) {
                return HexFormat.of().formatHex(Base64.getDecoder().decode(digest.group(1)));
            }
        }
        return "";
    }

    private static String pin(SourceHttp.Answer answer) {
        String tag = ObjectKeys.etagPin(answer.header("ETag"));
        String modified = answer.header("Last-Modified");
        return !tag.isEmpty() || modified.isEmpty() ? tag : "version:" + modified;
    }
}
