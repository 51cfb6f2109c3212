package dev.yardmaster.server.catalog.source.files;

import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.source.SourceProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which directories documents may name. */
@Component
class Mounts {
    private final List<Path> roots;
    private final Map<String, Path> claims;

    Mounts(SourceProperties properties) {
        this.roots = properties.roots();
        this.claims = properties.mounts();
    }

    /**
     * A place that a document may name.
     *
     * @param root what nothing may leave, links followed
     * @param place inside of it
     */
    record Place(Path root, Path place) {}

    /** @throws ProblemException where the address is outside of what is allowed, or nothing is there */
    Place of(SourceAddress address) {
        return switch (address.scheme()) {
            case FILE -> file(Path.of(address.location()).normalize());
            case PVC -> claim(address);
            case HUB, HF, MS, S3, GS, AZ, OCI, HTTPS, HTTP ->
                throw new IllegalArgumentException(address + " is not a directory");
        };
    }

    private Place file(Path wanted) {
        Path root = roots.stream()
                .filter(wanted::startsWith)
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "spec.source",
                        wanted + " is not in a directory that models may be in",
                        roots.isEmpty()
                                ? "an administrator can name such directories in YARD_FILE_ROOTS"
                                : "expected a path below "
                                        + String.join(
                                                " or ",
                                                roots.stream()
                                                        .map(Path::toString)
                                                        .toList())));
        return real(root, wanted);
    }

    private Place claim(SourceAddress address) {
        String claim = address.root();
        Path mount = claims.get(claim);
        if (mount == null) {
            throw ProblemException.invalid(
                    "spec.source",
                    "the claim '" + claim + "' is not mounted in the server",
                    claims.isEmpty()
                            ? "an administrator can name mounts in YARD_PVC_MOUNTS"
                            : "expected " + String.join(" or ", claims.keySet()));
        }
        return real(mount, mount.resolve(address.rest()).normalize());
    }

    private static Place real(Path root, Path wanted) {
        try {
            Path realRoot = root.toRealPath();
            Path place = wanted.toRealPath();
            if (!place.startsWith(realRoot)) {
                throw ProblemException.invalid(
                        "spec.source", wanted + " is a link that leaves " + root, "expected files inside of it");
            }
            return new Place(realRoot, place);
        } catch (IOException e) {
            throw ProblemException.unknownReference(
                    "spec.source",
                    Files.isDirectory(root) ? "there is nothing at " + wanted : root + " is not there",
                    "expected a directory or file on the server");
        }
    }
}
