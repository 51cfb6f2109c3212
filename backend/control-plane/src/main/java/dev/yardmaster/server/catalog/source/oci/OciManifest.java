package dev.yardmaster.server.catalog.source.oci;

import dev.yardmaster.contract.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A manifest's layers: ModelPack's raw and tar ones, ORAS' titled ones, and the weights of Docker's and Ollama's. */
final class OciManifest {
    static final List<String> ACCEPTED = List.of(
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final List<String> PATHS =
            List.of("org.cncf.model.filepath", "org.cnai.model.filepath", "org.opencontainers.image.title");
    private static final String MODEL_TYPES = "application/vnd\\.(cncf|cnai)\\.model\\.[a-z.]+\\.v1\\.";
    private static final String UNPACK = "io.deis.oras.content.unpack";
    private static final String MODEL_CONFIG = "application/vnd.cncf.model.config.v1+json";

    private OciManifest() {}

    /**
     * @param path empty for an archive that has no name
     * @param digest {@code sha256:...} of exactly this content
     * @param isTar an archive whose members are the files
     */
    record Layer(String path, long size, String digest, boolean isTar) {}

    static boolean isIndex(JsonNode manifest) {
        return manifest.path("manifests").isArray();
    }

    /** The one manifest that an index stands for; signatures and the like beside it do not count. */
    static String only(String repository, JsonNode index) {
        List<String> digests = index.path("manifests")
                .valueStream()
                .filter(m ->
                        m.path("annotations").path("vnd.docker.reference.type").isMissingNode())
                .map(m -> m.path("digest").asString(""))
                .filter(OciManifest::isDigest)
                .toList();
        if (digests.size() != 1) {
            throw ProblemException.invalid(
                    "spec.source",
                    "it is an index of " + digests.size() + " artifacts"
                            + (digests.isEmpty()
                                    ? ""
                                    : ": "
                                            + String.join(
                                                    ", ",
                                                    digests.stream().limit(5).toList())),
                    "name one as oci://.../" + repository + "@sha256:...");
        }
        return digests.getFirst();
    }

    static boolean isDigest(String text) {
        return text.matches("sha256:[0-9a-f]{64}");
    }

    static List<Layer> layers(JsonNode manifest) {
        List<Layer> layers = manifest.path("layers")
                .valueStream()
                .flatMap(l -> layer(l).stream())
                .toList();
        if (layers.isEmpty()) {
            throw ProblemException.invalid(
                    "spec.source",
                    "the artifact holds no named file",
                    "push files, for instance: oras push REF model.gguf");
        }
        return layers;
    }

    private static Optional<Layer> layer(JsonNode layer) {
        String type = layer.path("mediaType").asString("");
        boolean unpack = layer.path("annotations").path(UNPACK).asString("").equals("true");
        return path(layer, type).map(path -> {
            String name = path.isEmpty() ? "a layer" : path;
            refuseCompressed(name, type, unpack);
            String digest = layer.path("digest").asString("");
            if (!isDigest(digest)) {
                throw ProblemException.invalid(
                        "spec.source", name + " has no SHA-256 digest", "push it with a client that uses sha256");
            }
            boolean tar = unpack || type.matches(MODEL_TYPES + "tar");
            return new Layer(path, layer.path("size").asLong(-1), digest, tar);
        });
    }

    private static Optional<String> path(JsonNode layer, String type) {
        return PATHS.stream()
                .map(key -> layer.path("annotations").path(key).asString(""))
                .filter(p -> !p.isEmpty())
                .findFirst()
                .or(() -> unnamed(type))
                .or(() -> type.matches(MODEL_TYPES + "tar([.+].*)?") ? Optional.of("") : Optional.empty());
    }

    /** Docker and Ollama give weights a type and no name. */
    private static Optional<String> unnamed(String type) {
        return Stream.of("application/vnd.docker.ai.gguf.v3", "application/vnd.ollama.image.model")
                .filter(type::equals)
                .map(_ -> "model.gguf")
                .findFirst();
    }

    /** ORAS titles files of any type; only what it marks for unpacking is an archive of its own. */
    private static void refuseCompressed(String name, String type, boolean unpack) {
        boolean packed = unpack || type.matches(MODEL_TYPES + ".*");
        if (packed && type.matches(".*[.+](gzip|zstd)")) {
            throw ProblemException.invalid(
                    "spec.source",
                    name + " is compressed (" + type
                            + "), so that no part of it can be read or fetched without all that is before it",
                    "push its files as they are or in plain tar: modctl build, with or without --raw, or oras push"
                            + " with files instead of directories");
        }
    }

    /** The configuration that may tell of licences. */
    static Optional<String> modelConfig(JsonNode manifest) {
        JsonNode config = manifest.path("config");
        return Optional.of(config.path("digest").asString(""))
                .filter(OciManifest::isDigest)
                .filter(_ -> config.path("mediaType").asString("").equals(MODEL_CONFIG))
                .filter(_ -> config.path("size").asLong(0) <= 1 << 20);
    }
}
