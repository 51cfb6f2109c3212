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
        String[] r = segments(repository);
        HttpUrl url =
                http.url("api", "models", r[0], r[1], "revision", revision).build();
        return commit(url, new HubErrors.About(What.REVISION, "revision '" + revision + "' of " + repository));
    }

    String resolveDefault(String repository) {
        String[] r = segments(repository);
        HttpUrl url = http.url("api", "models", r[0], r[1]).build();
        return commit(url, new HubErrors.About(What.REPOSITORY, "repository " + repository));
    }

    private String commit(HttpUrl url, HubErrors.About about) {
        String sha = http.json(new Request.Builder().url(url).build(), about)
                .body()
                .path("sha")
                .asString("");
        if (!COMMIT.matcher(sha).matches()) {
            throw new HubException.Malformed("the answer about " + about.sentence() + " names no commit");
        }
        return sha;
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
