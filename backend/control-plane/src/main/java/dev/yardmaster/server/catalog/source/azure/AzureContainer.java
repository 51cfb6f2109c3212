package dev.yardmaster.server.catalog.source.azure;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.source.Credentials;
import dev.yardmaster.server.catalog.source.Listing;
import dev.yardmaster.server.catalog.source.ObjectKeys;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.SourceHttp;
import dev.yardmaster.server.catalog.source.XmlAnswers;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.w3c.dom.Element;

/** Blobs below one prefix of one container. */
final class AzureContainer {
    private final SourceHttp http;
    private final Origin origin;
    private final Clock clock;
    private final HttpUrl base;
    private final String container;
    private final ObjectKeys keys;

    AzureContainer(SourceHttp http, Origin origin, Clock clock) {
        this.http = http;
        this.origin = origin;
        this.clock = clock;
        String account = origin.address().root();
        this.base = HttpUrl.get(origin.access().endpoint().orElse("https://" + account + ".blob.core.windows.net"));
        String rest = origin.address().rest();
        int slash = rest.indexOf('/');
        this.container = slash < 0 ? rest : rest.substring(0, slash);
        this.keys = new ObjectKeys(slash < 0 ? "" : rest.substring(slash + 1));
    }

    private Optional<SharedAccess> access() {
        return Optional.ofNullable(origin.credentials().get(Credentials.ACCOUNT_KEY))
                .map(key -> new SharedAccess(origin.address().root(), key, clock.instant(), base.isHttps()));
    }

    /** As Azure shows it, with or without the question mark. */
    private Optional<String> givenSignature() {
        return Optional.ofNullable(origin.credentials().get(Credentials.SAS_TOKEN))
                .map(t -> t.strip().replaceFirst("^\\?", ""));
    }

    Listing list() {
        Listing listing = new Listing(origin);
        Optional<String> marker = Optional.of("");
        while (marker.isPresent()) {
            Element page = page(marker.get(), keys.directory());
            XmlAnswers.all(page, "Blob").forEach(b -> add(listing, b));
            String asked = marker.get();
            marker = Optional.of(XmlAnswers.text(page, "NextMarker")).filter(m -> !m.isEmpty() && !m.equals(asked));
        }
        if (listing.isEmpty() && !keys.isBucket()) {
            XmlAnswers.all(page("", keys.single()), "Blob")
                    .filter(b -> XmlAnswers.text(b, "Name").equals(keys.single()))
                    .forEach(b -> add(listing, b));
        }
        return listing;
    }

    private Element page(String marker, String prefix) {
        HttpUrl.Builder url = base.newBuilder()
                .addPathSegment(container)
                .addQueryParameter("restype", "container")
                .addQueryParameter("comp", "list")
                .addQueryParameter("maxresults", "1000")
                .addQueryParameter("prefix", prefix);
        if (!marker.isEmpty()) {
            url.addQueryParameter("marker", marker);
        }
        String signature =
                access().map(a -> a.list(container)).or(this::givenSignature).orElse("");
        Request request = new Request.Builder()
                .url(withQuery(url.build(), signature))
                .header("x-ms-version", SharedAccess.VERSION)
                .build();
        return XmlAnswers.read(origin, http.ask(origin, request, "container " + container));
    }

    private void add(Listing listing, Element blob) {
        String name = XmlAnswers.text(blob, "Name");
        boolean directory = XmlAnswers.text(blob, "ResourceType").equals("directory");
        if (keys.isFile(name) && !directory) {
            String length = XmlAnswers.text(blob, "Content-Length");
            long size = length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
            listing.add(keys.path(name), size, "", pin(blob));
        }
    }

    private static String pin(Element blob) {
        try {
            byte[] md5 = Base64.getDecoder().decode(XmlAnswers.text(blob, "Content-MD5"));
            if (md5.length == 16) {
                return "md5:" + HexFormat.of().formatHex(md5);
            }
        } catch (IllegalArgumentException e) {
            // Then the tag is what there is.
        }
        return ObjectKeys.etagPin(XmlAnswers.text(blob, "Etag"));
    }

    /** With the account's key one signature for each blob; a given signature is all there is, and opens what it opens. */
    List<FileLocation> locate(List<ModelFile> files) {
        Optional<SharedAccess> access = access();
        return files.stream()
                .map(f -> {
                    String key = keys.key(f.path());
                    String signature = access.map(a -> a.blob(container, key))
                            .or(this::givenSignature)
                            .orElse("");
                    return new FileLocation(
                            f.path(), new FileLocation.Web(URI.create(withQuery(blob(key), signature)), Map.of()));
                })
                .toList();
    }

    private HttpUrl blob(String key) {
        HttpUrl.Builder url = base.newBuilder().addPathSegment(container);
        for (String segment : key.split("/")) {
            url.addPathSegment(segment);
        }
        return url.build();
    }

    /** A signature is kept as it is escaped already. */
    private static String withQuery(HttpUrl url, String signature) {
        return signature.isEmpty() ? url.toString() : url + (url.query() == null ? "?" : "&") + signature;
    }
}
