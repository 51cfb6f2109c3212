package dev.yardmaster.hub;

import dev.yardmaster.hub.HubException.NotFound.What;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;

/** Revisions and listings. */
final class Repositories {
    private static final Pattern REPOSITORY =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");
    private static final int MAX_FILES = 200_000;

    private final HubHttp http;

    Repositories(HubHttp http) {
        this.http = http;
    }

    /** The repository's two segments, or an IllegalArgumentException. */
    static String[] segments(String repository) {
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new IllegalArgumentException("'" + repository + "' is not a repository; expected owner/name");
        }
        return repository.split("/");
    }

    String resolve(String repository, String revision) {
        return info(repository, Optional.of(revision)).commit();
    }

    String resolveDefault(String repository) {
        return info(repository, Optional.empty()).commit();
    }

    HubInfo info(String repository, Optional<String> revision) {
        String[] r = segments(repository);
        HttpUrl.Builder url = http.url("api", "models", r[0], r[1]);
        revision.ifPresent(v -> url.addPathSegment("revision").addPathSegment(v));
        HubErrors.About about = revision.map(
                        v -> new HubErrors.About(What.REVISION, "revision '" + v + "' of " + repository))
                .orElseGet(() -> new HubErrors.About(What.REPOSITORY, "repository " + repository));
        JsonNode body =
                http.json(new Request.Builder().url(url.build()).build(), about).body();
        String sha = body.path("sha").asString("");
        if (!COMMIT.matcher(sha).matches()) {
            throw new HubException.Malformed("the answer about " + about.sentence() + " names no commit");
        }
        return new HubInfo(sha, licence(body), gated(body.path("gated")));
    }

    private static Optional<String> licence(JsonNode body) {
        return Optional.of(body.path("cardData").path("license"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .or(() -> body.path("tags")
                        .valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .filter(t -> t.startsWith("license:"))
                        .map(t -> t.substring("license:".length()))
                        .findFirst());
    }

    /** {@code false}, or the word for how access is granted. */
    private static Optional<Boolean> gated(JsonNode gated) {
        return gated.isBoolean()
                ? Optional.of(gated.asBoolean())
                : gated.isString() ? Optional.of(true) : Optional.empty();
    }

    HttpUrl file(String repository, String commit, String path) {
        String[] r = segments(repository);
        HttpUrl.Builder url = http.url(r[0], r[1], "resolve", commit);
        for (String segment : path.split("/")) {
            url.addPathSegment(segment);
        }
        return url.build();
    }

    Optional<HttpUrl> redirect(String repository, String commit, String path) {
        Request head =
                new Request.Builder().url(file(repository, commit, path)).head().build();
        return http.redirect(head, new HubErrors.About(What.FILE, path + " of " + repository));
    }

    JsonNode describe(String repository, String revision) {
        return about(repository, "blobs=true", "revision", revision);
    }

    /** @param query empty for none */
    JsonNode about(String repository, String query, String... segments) {
        String[] r = segments(repository);
        HttpUrl.Builder url = http.url("api", "models", r[0], r[1]);
        Arrays.stream(segments).forEach(url::addPathSegment);
        if (!query.isEmpty()) {
            url.encodedQuery(query);
        }
        HubErrors.About about = new HubErrors.About(What.REPOSITORY, "repository " + repository);
        return http.json(new Request.Builder().url(url.build()).build(), about).body();
    }

    List<HubFile> files(String repository, String commit) {
        String[] r = segments(repository);
        HttpUrl tree = http.url("api", "models", r[0], r[1], "tree", commit).build();
        HubErrors.About about = new HubErrors.About(What.REVISION, "commit " + commit + " of " + repository);
        List<HubFile> files = new ArrayList<>();
        Optional<String> query = Optional.of("recursive=true");
        while (query.isPresent()) {
            String asked = query.get();
            HttpUrl url = tree.newBuilder().encodedQuery(asked).build();
            HubHttp.Json page = http.json(new Request.Builder().url(url).build(), about);
            addFiles(page.body(), files, about);
            query = next(url, page.headers().values("Link")).filter(q -> !q.equals(asked));
        }
        return List.copyOf(files);
    }

    /** Only the link's query is taken, so that a hub cannot send a listing, or our token, elsewhere. */
    static Optional<String> next(HttpUrl page, List<String> links) {
        return links.stream()
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .findFirst()
                .flatMap(m -> Optional.ofNullable(page.resolve(m.group(1))))
                .flatMap(url -> Optional.ofNullable(url.encodedQuery()));
    }

    private static void addFiles(JsonNode entries, List<HubFile> files, HubErrors.About about) {
        if (!entries.isArray()) {
            throw new HubException.Malformed("the listing of " + about.sentence() + " is not a list");
        }
        for (JsonNode entry : entries) {
            if (entry.path("type").asString("").equals("file")) {
                files.add(file(entry, about));
            }
        }
        if (files.size() > MAX_FILES) {
            throw new HubException.Malformed("the listing of " + about.sentence() + " is longer than " + MAX_FILES);
        }
    }

    private static HubFile file(JsonNode entry, HubErrors.About about) {
        JsonNode large = entry.path("lfs");
        try {
            return new HubFile(
                    entry.path("path").asString(""),
                    entry.path("size").asLong(-1),
                    Optional.of(large.path("oid").asString("")).filter(s -> !s.isEmpty()),
                    // The id of a large file is that of its pointer, which says nothing about the content.
                    large.isObject()
                            ? Optional.empty()
                            : Optional.of(entry.path("oid").asString("")).filter(s -> !s.isEmpty()));
        } catch (IllegalArgumentException e) {
            throw new HubException.Malformed("the listing of " + about.sentence() + ": " + e.getMessage());
        }
    }
}
