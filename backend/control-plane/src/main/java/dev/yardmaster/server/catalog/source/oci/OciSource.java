package dev.yardmaster.server.catalog.source.oci;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.catalog.TarMember;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.source.JsonAnswers;
import dev.yardmaster.server.catalog.source.Listing;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Refusals;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceHttp;
import dev.yardmaster.server.catalog.source.WebRanges;
import dev.yardmaster.server.platform.secret.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Artifacts in OCI registries. The commit is the manifest's digest, and a file's digest is its layer's; files in plain tar
 * are ranges of theirs.
 */
@Component
class OciSource implements Source {
    private static final String SHA256 = "sha256:";

    private final SourceHttp http;

    OciSource(SourceHttp http) {
        this.http = http;
    }

    @Override
    public Set<SourceScheme> schemes() {
        return Set.of(SourceScheme.OCI);
    }

    @Override
    public Content newest(Origin origin) {
        return content(origin, origin.address().revision().orElse("latest"));
    }

    @Override
    public Content pinned(Origin origin, String commit, List<ModelFile> known) {
        return content(origin, SHA256 + commit);
    }

    private Content content(Origin origin, String reference) {
        Registry registry = new Registry(http, origin);
        Manifest manifest = manifest(origin, registry, reference);
        if (OciManifest.isIndex(manifest.json())) {
            String only = OciManifest.only(origin.address().rest(), manifest.json());
            manifest = manifest(origin, registry, only);
        }
        Listing listing = new Listing(origin);
        OciManifest.layers(manifest.json()).forEach(l -> {
            if (l.isTar()) {
                unpack(listing, registry, l);
            } else {
                listing.add(l.path(), l.size(), l.digest().substring(SHA256.length()), "");
            }
        });
        return new Content(
                manifest.sha256(),
                List.copyOf(listing.files()),
                licence(origin, registry, manifest.json()),
                Optional.empty());
    }

    private static void unpack(Listing listing, Registry registry, OciManifest.Layer layer) {
        String archive = layer.digest().substring(SHA256.length());
        try {
            TarListing.of((offset, length) -> registry.range(layer.digest(), offset, length), layer.size())
                    .forEach(m -> listing.add(
                            m.path(), m.size(), "", new TarMember(archive, layer.size(), m.offset()).pin()));
        } catch (BadTar e) {
            throw ProblemException.invalid(
                    "spec.source",
                    "the layer " + (layer.path().isEmpty() ? layer.digest() : layer.path()) + " " + e.getMessage(),
                    "expected a tar archive of plain files");
        }
    }

    private record Manifest(String sha256, JsonNode json) {}

    /** A digest is checked rather than believed. */
    private static Manifest manifest(Origin origin, Registry registry, String reference) {
        SourceHttp.Answer answer = registry.manifest(reference);
        String sha256 = Sha256.hex(answer.body());
        if (reference.startsWith(SHA256) && !reference.equals(SHA256 + sha256)) {
            throw Refusals.unavailable(
                    "the registry answered another manifest than " + reference, "expected the one with that digest");
        }
        return new Manifest(sha256, JsonAnswers.read(origin, answer));
    }

    private static Optional<String> licence(Origin origin, Registry registry, JsonNode manifest) {
        return OciManifest.modelConfig(manifest)
                .map(registry::blob)
                .map(answer -> JsonAnswers.read(origin, answer))
                .map(config ->
                        config.path("descriptor").path("licenses").path(0).asString(""))
                .filter(l -> !l.isEmpty())
                .or(() -> Optional.of(manifest.path("annotations")
                                .path("org.opencontainers.image.licenses")
                                .asString(""))
                        .filter(l -> !l.isEmpty()));
    }

    @Override
    public List<FileLocation> locate(Origin origin, String commit, List<ModelFile> files) {
        Registry registry = new Registry(http, origin);
        Map<String, String> headers = registry.headers();
        return files.stream()
                .map(f -> new FileLocation(
                        f.path(),
                        new FileLocation.Web(registry.blobUrl(SHA256 + blob(f)).uri(), headers)))
                .toList();
    }

    private static String blob(ModelFile file) {
        return TarMember.of(file.pin()).map(TarMember::archive).orElse(file.sha256());
    }

    @Override
    public RangeReader reader(Origin origin, String commit, List<ModelFile> files) {
        RangeReader blobs = new WebRanges(
                http.client(), files, f -> locate(origin, commit, List.of(f)).getFirst());
        Map<String, ModelFile> packed = files.stream()
                .filter(f -> TarMember.of(f.pin()).isPresent())
                .collect(Collectors.toMap(ModelFile::path, Function.identity(), (a, _) -> a));
        return (path, offset, length) -> Optional.ofNullable(packed.get(path))
                .map(f -> member(blobs, f, offset, length))
                .orElseGet(() -> blobs.read(path, offset, length));
    }

    private static byte[] member(RangeReader blobs, ModelFile file, long offset, int length) {
        int there = Math.clamp(file.size() - offset, 0, length);
        TarMember member = TarMember.of(file.pin()).orElseThrow();
        return there == 0 ? new byte[0] : blobs.read(file.path(), member.offset() + offset, there);
    }

    /** A token is for pulling this repository, for some minutes; credentials are not. */
    @Override
    public boolean isBroad(Origin origin, FileLocation.Web location) {
        return location.headers().getOrDefault("Authorization", "").startsWith("Basic ");
    }
}
