package dev.yardmaster.server.catalog.source.modelscope;

import dev.yardmaster.server.catalog.source.StandIn;
import dev.yardmaster.server.platform.secret.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Listing, card and files of one repository; large files are elsewhere, behind a signature. */
class ModelScopeStandIn extends StandIn {
    private static final String API = "/api/v1/models/Qwen/tiny";
    private static final String FILES = "/models/Qwen/tiny/resolve/master/";

    volatile boolean closed;

    ModelScopeStandIn() {
        super("");
    }

    /** Where it sends one on to. */
    private String cdn() {
        return url().replace("127.0.0.1", "localhost");
    }

    @Override
    protected Given answer(Asked asked) {
        if (asked.path().startsWith("/cdn/")) {
            byte[] content = objects.get(asked.path().substring(5));
            return content == null || asked.query("signature").isEmpty()
                    ? Given.status(403)
                    : content(asked, content, Map.of());
        }
        boolean right = asked.header("Authorization").equals("Bearer ms-t0psecret");
        if (closed && !right || !asked.header("Authorization").isEmpty() && !right) {
            return Given.of(401, "application/json", "{\"Code\":10010205001,\"Message\":\"no\",\"Success\":false}");
        }
        if (asked.path().startsWith(FILES)) {
            return file(asked, asked.path().substring(FILES.length()));
        }
        return switch (asked.path()) {
            case API -> ok(Map.of("License", "Apache License 2.0"));
            case API + "/repo/files" ->
                ok(Map.of("Files", asked.query("PageNumber").equals("1") ? files() : List.of()));
            default ->
                Given.of(404, "application/json", "{\"Code\":404,\"Message\":\"no such model\",\"Success\":false}");
        };
    }

    private Given file(Asked asked, String path) {
        byte[] content = objects.get(path);
        if (content == null) {
            return Given.status(404);
        }
        if (!path.endsWith(".safetensors")) {
            return content(asked, content, Map.of());
        }
        return new Given(302, Map.of("Location", cdn() + "/cdn/" + path + "?signature=abc"), new byte[0]);
    }

    private static Given ok(Map<String, Object> data) {
        return Given.of(
                200,
                "application/json",
                JsonMapper.shared().writeValueAsString(Map.of("Code", 200, "Data", data, "Success", true)));
    }

    private List<Object> files() {
        List<Object> files = new ArrayList<>();
        files.add(Map.of("Path", "sub dir", "Type", "tree", "Size", 0));
        objects.forEach((path, content) -> {
            Map<String, Object> file = new TreeMap<>();
            file.put("Path", path);
            file.put("Type", "blob");
            file.put("Size", content.length);
            file.put("Sha256", Sha256.hex(content));
            file.put("Revision", "0".repeat(40));
            files.add(file);
        });
        return files;
    }
}
