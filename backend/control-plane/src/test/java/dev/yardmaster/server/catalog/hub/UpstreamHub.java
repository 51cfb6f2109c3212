package dev.yardmaster.server.catalog.hub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** Stands in for huggingface.co: descriptions as it writes them, redirects of large files to a host of their own. */
final class UpstreamHub extends Dispatcher {
    static final String COMMIT = "a".repeat(40);

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> tokens = new CopyOnWriteArrayList<>();
    final Map<String, MockResponse> instead = new ConcurrentHashMap<>();
    final Map<String, Integer> breaks = new ConcurrentHashMap<>();
    private final Map<String, TreeMap<String, byte[]>> repositories = new ConcurrentHashMap<>();
    private volatile Optional<String> cdn = Optional.empty();
    private volatile boolean down;

    void put(String repository, String path, byte[] content) {
        repositories.computeIfAbsent(repository, _ -> new TreeMap<>()).put(path, content);
    }

    void redirectTo(String base) {
        cdn = Optional.of(base);
    }

    void setDown(boolean isDown) {
        down = isDown;
    }

    long askedFor(String part) {
        return asked.stream().filter(a -> a.contains(part)).count();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        asked.add(path);
        tokens.add(header(request, "Authorization"));
        if (down) {
            return new MockResponse.Builder().code(503).build();
        }
        for (Map.Entry<String, MockResponse> other : instead.entrySet()) {
            if (path.contains(other.getKey())) {
                return other.getValue();
            }
        }
        List<String> s = request.getUrl().pathSegments();
        if (path.startsWith("/api/models/")) {
            return about(s.get(2) + "/" + s.get(3), s);
        }
        TreeMap<String, byte[]> files = repositories.getOrDefault(s.get(0) + "/" + s.get(1), new TreeMap<>());
        byte[] content = files.get(String.join("/", s.subList(4, s.size())));
        if (content == null) {
            return missing("EntryNotFound");
        }
        return cdn.filter(_ -> path.startsWith("/org/cdn/"))
                .map(base -> new MockResponse.Builder()
                        .code(302)
                        .setHeader("Location", base + path)
                        .build())
                .orElseGet(() -> content(path, content, header(request, "Range")));
    }

    private static String header(RecordedRequest request, String name) {
        return Optional.ofNullable(request.getHeaders().get(name)).orElse("");
    }

    MockResponse content(String path) {
        List<String> s = List.of(path.substring(1).split("/"));
        byte[] content = repositories
                .getOrDefault(s.get(0) + "/" + s.get(1), new TreeMap<>())
                .getOrDefault(String.join("/", s.subList(4, s.size())), new byte[0]);
        return content(path, content, "");
    }

    private MockResponse content(String path, byte[] content, String range) {
        int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        Buffer body = new Buffer().write(content, from, content.length - from);
        MockResponse.Builder answer = new MockResponse.Builder().code(range.isEmpty() ? 200 : 206);
        if (!range.isEmpty()) {
            answer.setHeader("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        answer.body(body);
        if (breaks.merge(path, -1, Integer::sum) >= 0) {
            answer.onResponseBody(SocketEffect.ShutdownConnection.INSTANCE);
        }
        return answer.build();
    }

    private MockResponse about(String name, List<String> segments) {
        TreeMap<String, byte[]> files = repositories.get(name);
        if (files == null) {
            return missing("RepoNotFound");
        }
        if (segments.size() > 5 && !List.of("main", COMMIT).contains(segments.get(5))) {
            return missing("RevisionNotFound");
        }
        if (segments.get(4).equals("refs")) {
            return json("{\"branches\":[{\"name\":\"main\",\"ref\":\"refs/heads/main\",\"targetCommit\":\"" + COMMIT
                    + "\"}],\"tags\":[],\"converts\":[]}");
        }
        List<String> siblings = new ArrayList<>();
        files.forEach((path, content) -> siblings.add(sibling(path, content)));
        return json("{\"_id\":\"1\",\"id\":\"" + name + "\",\"sha\":\"" + COMMIT
                + "\",\"lastModified\":\"2026-01-02T03:04:05.000Z\",\"pipeline_tag\":\"text-generation\",\"siblings\":"
                + siblings.stream().collect(Collectors.joining(",", "[", "]")) + "}");
    }

    private static String sibling(String path, byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        boolean large = content.length > 1000;
        String lfs = ",\"lfs\":{\"sha256\":\"" + HubFixture.sha256(text) + "\",\"size\":" + content.length
                + ",\"pointerSize\":130}";
        return "{\"rfilename\":\"" + path + "\",\"size\":" + content.length + ",\"blobId\":\""
                + dev.yardmaster.server.catalog.hub.internal.GitObjects.blobId(content) + "\"" + (large ? lfs : "")
                + "}";
    }

    private static MockResponse json(String text) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(text)
                .build();
    }

    static MockResponse missing(String code) {
        return new MockResponse.Builder()
                .code(404)
                .setHeader("X-Error-Code", code)
                .build();
    }
}
