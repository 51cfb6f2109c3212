package dev.yardmaster.server.catalog.source.hf;

import dev.yardmaster.server.catalog.source.StandIn;
import dev.yardmaster.server.platform.secret.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** One gated repository whose every state is a commit; weights are with LFS, behind signed addresses. */
class HuggingFaceStandIn extends StandIn {
    private final Map<String, Map<String, byte[]>> commits = new ConcurrentHashMap<>();
    private volatile String head = "";

    HuggingFaceStandIn() {
        super("");
    }

    private void commit() {
        Map<String, byte[]> files = new TreeMap<>(objects);
        StringBuilder text = new StringBuilder();
        files.forEach((path, content) -> text.append(path).append(Sha256.hex(content)));
        head = Sha256.hex(text.toString()).substring(0, 40);
        commits.put(head, files);
    }

    @Override
    public void put(String path, String content) {
        super.put(path, content);
        commit();
    }

    @Override
    public void remove(String path) {
        super.remove(path);
        commit();
    }

    @Override
    protected Given answer(Asked asked) {
        String[] parts = asked.path().substring(1).split("/", 6);
        if (parts[0].equals("cdn")) {
            return asked.query("Signature").isEmpty()
                    ? Given.status(403)
                    : file(asked, head, asked.path().substring(5));
        }
        if (!asked.header("Authorization").equals("Bearer hf_t0psecret")) {
            return refused(403, "GatedRepo");
        }
        if (asked.path().startsWith("/acme/tiny/resolve/")) {
            String path = asked.path().substring("/acme/tiny/resolve/".length());
            return resolve(asked, path.substring(0, 40), path.substring(41));
        }
        if (!asked.path().startsWith("/api/models/acme/tiny")) {
            return refused(404, "RepoNotFound");
        }
        String revision = parts.length > 5 ? parts[5] : "main";
        String commit = revision.equals("main") ? head : revision;
        if (!commits.containsKey(commit)) {
            return refused(404, "RevisionNotFound");
        }
        return parts.length > 4 && parts[4].equals("tree")
                ? json(tree(commits.getOrDefault(commit, Map.of())))
                : json(Map.of("sha", commit, "gated", "auto", "cardData", Map.of("license", "mit")));
    }

    private static Given refused(int status, String code) {
        return new Given(status, Map.of("X-Error-Code", code), new byte[0]);
    }

    private static Given json(Object body) {
        return Given.of(200, "application/json", JsonMapper.shared().writeValueAsString(body));
    }

    private static boolean large(String path) {
        return path.endsWith(".safetensors");
    }

    private static List<Object> tree(Map<String, byte[]> files) {
        List<Object> entries = new ArrayList<>();
        files.forEach((path, content) -> {
            Map<String, Object> entry = new TreeMap<>();
            entry.put("type", "file");
            entry.put("path", path);
            entry.put("size", content.length);
            entry.put("oid", Sha256.hex(content).substring(0, 40));
            if (large(path)) {
                entry.put("lfs", Map.of("oid", Sha256.hex(content), "size", content.length));
            }
            entries.add(entry);
        });
        return entries;
    }

    private Given resolve(Asked asked, String commit, String path) {
        return large(path)
                ? new Given(
                        302,
                        Map.of("Location", url().replace("127.0.0.1", "localhost") + "/cdn/" + path + "?Signature=s"),
                        new byte[0])
                : file(asked, commit, path);
    }

    private Given file(Asked asked, String commit, String path) {
        byte[] content = commits.getOrDefault(commit, Map.of()).get(path);
        return content == null ? Given.status(404) : content(asked, content, Map.of());
    }
}
