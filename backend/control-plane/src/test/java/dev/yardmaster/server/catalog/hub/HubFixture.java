package dev.yardmaster.server.catalog.hub;

import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fills the hub through its own addresses. */
public final class HubFixture {
    private final TestClient server;

    public HubFixture(TestClient server) {
        this.server = server;
    }

    /** A small repository's content: path to text. */
    public static Map<String, String> files(String... pathsAndTexts) {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return files;
    }

    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> upload(String sha256, String text) {
        return server.send(server.request("/hub/blobs/" + sha256).PUT(BodyPublishers.ofString(text)));
    }

    /** Answers the commit. */
    public String push(String repository, String revision, Map<String, String> files) {
        files.values().forEach(text -> upload(sha256(text), text));
        HttpResponse<String> answer = commit(repository, revision, files);
        return server.json(answer).path("commit").asString();
    }

    public HttpResponse<String> commit(String repository, String revision, Map<String, String> files) {
        List<Map<String, Object>> list = files.entrySet().stream()
                .map(f -> Map.<String, Object>of(
                        "path",
                        f.getKey(),
                        "size",
                        f.getValue().getBytes(StandardCharsets.UTF_8).length,
                        "sha256",
                        sha256(f.getValue())))
                .toList();
        return server.postJson(
                "/api/v1/hub/repos/" + repository + "/commits",
                Map.of("revision", revision, "message", "Push " + revision, "files", list));
    }
}
