package dev.yardmaster.server.catalog.source.oci;

import dev.yardmaster.server.catalog.source.StandIn;
import dev.yardmaster.server.platform.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** A registry with one repository behind token authentication; its newest artifact holds what tests put. */
class OciStandIn extends StandIn {
    static final String REPOSITORY = "org/llama";
    private static final String CONFIG = "{\"descriptor\":{\"licenses\":[\"apache-2.0\"]}}";

    /** By digest, with their content type. */
    final Map<String, byte[]> pushed = new ConcurrentHashMap<>();

    final Map<String, String> tags = new ConcurrentHashMap<>();
    volatile boolean basic;
    volatile String pathKey = "org.cncf.model.filepath";
    volatile String layerType = "application/vnd.cncf.model.weight.v1.raw";

    /** As {@code modctl build} without {@code --raw} does: each file in an archive of its own. */
    void packInTar() {
        layerType = "application/vnd.cncf.model.weight.v1.tar";
        pushFiles("v1");
    }

    private byte[] layer(String path, byte[] content) {
        return layerType.endsWith(".v1.tar") && layerType.contains("cncf") ? TarMaker.of(path, content) : content;
    }

    OciStandIn() {
        super("");
    }

    private static String digest(byte[] content) {
        return "sha256:" + Sha256.hex(content);
    }

    String push(String tag, Map<String, Object> manifest) {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(manifest);
        pushed.put(digest(bytes), bytes);
        tags.put(tag, digest(bytes));
        return digest(bytes);
    }

    /** As the tests' files are now. */
    String pushFiles(String tag) {
        List<Object> layers = new ArrayList<>();
        objects.forEach((path, file) -> {
            byte[] content = layer(path, file);
            pushed.put(digest(content), content);
            layers.add(Map.of(
                    "mediaType",
                    layerType,
                    "digest",
                    digest(content),
                    "size",
                    content.length,
                    "annotations",
                    Map.of(pathKey, path)));
        });
        byte[] config = CONFIG.getBytes(StandardCharsets.UTF_8);
        pushed.put(digest(config), config);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", "application/vnd.oci.image.manifest.v1+json");
        manifest.put(
                "config",
                Map.of(
                        "mediaType",
                        "application/vnd.cncf.model.config.v1+json",
                        "digest",
                        digest(config),
                        "size",
                        config.length));
        manifest.put("layers", layers);
        return push(tag, manifest);
    }

    @Override
    public void put(String path, String content) {
        super.put(path, content);
        pushFiles("v1");
    }

    @Override
    public void remove(String path) {
        super.remove(path);
        pushFiles("v1");
    }

    private static String credentials() {
        return "Basic " + Base64.getEncoder().encodeToString("robot:t0psecret".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected Given answer(Asked asked) {
        if (asked.path().equals("/token")) {
            boolean right = asked.header("Authorization").equals(credentials())
                    && asked.query("service").equals("stand-in")
                    && asked.query("scope").equals("repository:" + REPOSITORY + ":pull");
            boolean other = asked.header("Authorization").equals(credentials());
            return right || other
                    ? Given.of(200, "application/json", "{\"token\":\"" + (right ? "pull-llama" : "nothing") + "\"}")
                    : Given.of(401, "application/json", "{\"errors\":[]}");
        }
        String wanted = basic ? credentials() : "Bearer pull-llama";
        boolean knows = asked.header("Authorization").equals(wanted)
                || asked.header("Authorization").equals("Bearer nothing");
        if (!knows) {
            return challenge();
        }
        String base = "/v2/" + REPOSITORY + "/";
        return asked.path().startsWith(base)
                ? repository(asked, asked.path().substring(base.length()))
                : Given.of(404, "application/json", "{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}");
    }

    private Given challenge() {
        String challenge = basic
                ? "Basic realm=\"stand-in\""
                : "Bearer realm=\"" + url() + "/token\",service=\"stand-in\",scope=\"repository:*:push\"";
        return new Given(401, Map.of("WWW-Authenticate", challenge, "Content-Type", "application/json"), new byte[0]);
    }

    private Given repository(Asked asked, String rest) {
        String reference = rest.substring(rest.indexOf('/') + 1);
        String digest = Optional.ofNullable(tags.get(reference)).orElse(reference);
        byte[] content = pushed.get(digest);
        if (content == null) {
            return Given.of(404, "application/json", "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}");
        }
        if (rest.startsWith("manifests/")) {
            boolean accepts = asked.header("Accept").contains("application/vnd.oci.image.manifest.v1+json");
            return new Given(
                    accepts ? 200 : 406, Map.of("Content-Type", "application/vnd.oci.image.manifest.v1+json"), content);
        }
        return content(asked, content, new TreeMap<>(Map.of("Docker-Content-Digest", digest)));
    }
}
