package dev.yardmaster.server.catalog.source.web;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.source.Credentials;
import dev.yardmaster.server.catalog.source.Listing;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Parallel;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceHttp;
import dev.yardmaster.server.catalog.source.WebRanges;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.springframework.stereotype.Component;

/** Plain files of web servers: one, or those below a base that the document names one by one. */
@Component
class WebSource implements Source {
    private static final int MOST = 500;

    private final SourceHttp http;

    WebSource(SourceHttp http) {
        this.http = http;
    }

    @Override
    public Set<SourceScheme> schemes() {
        return Set.of(SourceScheme.HTTPS, SourceScheme.HTTP);
    }

    @Override
    public Content newest(Origin origin) {
        return list(origin).content();
    }

    @Override
    public Content pinned(Origin origin, String commit, List<ModelFile> known) {
        return list(origin).holding(commit, known);
    }

    private Listing list(Origin origin) {
        OkHttpClient client = http.client();
        Map<String, String> headers = headers(origin);
        List<String> paths = paths(origin);
        List<WebFile.Head> heads =
                Parallel.map(paths, p -> WebFile.head(http, client, origin, url(origin, p), headers, p));
        Listing listing = new Listing(origin);
        for (int i = 0; i < paths.size(); i++) {
            listing.add(
                    paths.get(i),
                    heads.get(i).size(),
                    heads.get(i).sha256(),
                    heads.get(i).pin());
        }
        return listing;
    }

    private static boolean isBase(Origin origin) {
        return origin.address().location().endsWith("/");
    }

    private static HttpUrl root(Origin origin) {
        String text =
                origin.address().scheme().word() + "://" + origin.address().location();
        return Optional.ofNullable(HttpUrl.parse(text))
                .orElseThrow(() -> ProblemException.invalid(
                        "spec.source", "'" + text + "' is not an address", "expected https://host/path"));
    }

    /** A web server does not say what it has, so the document has to. */
    private static List<String> paths(Origin origin) {
        if (!isBase(origin)) {
            return List.of(root(origin).pathSegments().getLast());
        }
        List<String> named = origin.include();
        if (named.isEmpty() || named.size() > MOST) {
            throw ProblemException.invalid(
                    "spec.include",
                    "it names " + named.size() + " files",
                    "expected 1 to " + MOST + " files below " + origin.address() + ", as a web server lists none");
        }
        named.stream().filter(n -> n.matches(".*[*?\\[{].*")).findFirst().ifPresent(n -> {
            throw ProblemException.invalid(
                    "spec.include", "'" + n + "' is a pattern", "expected files by name, as a web server lists none");
        });
        return named.stream().distinct().toList();
    }

    private static HttpUrl url(Origin origin, String path) {
        if (!isBase(origin)) {
            return root(origin);
        }
        HttpUrl.Builder url = root(origin).newBuilder();
        for (String segment : new ModelFile(path, 0, "").path().split("/")) {
            url.addPathSegment(segment);
        }
        return url.build();
    }

    private static Map<String, String> headers(Origin origin) {
        Map<String, String> c = origin.credentials();
        if (c.containsKey(Credentials.TOKEN)) {
            return Map.of("Authorization", "Bearer " + c.get(Credentials.TOKEN));
        }
        return c.containsKey(Credentials.USERNAME)
                ? Map.of(
                        "Authorization",
                        okhttp3.Credentials.basic(
                                c.getOrDefault(Credentials.USERNAME, ""), c.getOrDefault(Credentials.PASSWORD, "")))
                : Map.of();
    }

    @Override
    public List<FileLocation> locate(Origin origin, String commit, List<ModelFile> files) {
        Map<String, String> headers = headers(origin);
        return files.stream()
                .map(f -> new FileLocation(
                        f.path(), new FileLocation.Web(url(origin, f.path()).uri(), headers)))
                .toList();
    }

    @Override
    public RangeReader reader(Origin origin, String commit, List<ModelFile> files) {
        return new WebRanges(
                http.client(), files, f -> locate(origin, commit, List.of(f)).getFirst());
    }

    @Override
    public boolean isBroad(Origin origin, FileLocation.Web location) {
        return !location.headers().isEmpty();
    }
}
