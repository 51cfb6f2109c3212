package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.transfer.SourceProblem;
import dev.yardmaster.agent.weights.transfer.SourceProblem.What;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which files of this host may be read as weights: those below the roots that its administrator named. Links count as
 * what they lead to.
 *
 * @param roots directories for {@code file:} locations
 * @param mounts directories by the claim that is mounted there, for {@code pvc:CLAIM/PATH}
 */
public record LocalFiles(List<Path> roots, Map<String, Path> mounts) {
    private static final String PVC = "pvc:";

    public LocalFiles {
        roots = List.copyOf(roots);
        mounts = Map.copyOf(mounts);
    }

    Path resolve(String given) throws SourceProblem, IOException {
        try {
            return given.startsWith(PVC) ? claimed(given.substring(PVC.length())) : rooted(Path.of(given));
        } catch (InvalidPathException e) {
            throw new SourceProblem(What.REFUSED, "'" + given + "' is not a path on this node.");
        }
    }

    private Path claimed(String given) throws SourceProblem, IOException {
        int slash = given.indexOf('/');
        String claim = slash < 0 ? given : given.substring(0, slash);
        Path mount = mounts.get(claim);
        if (mount == null || slash < 0) {
            throw new SourceProblem(
                    What.REFUSED, "The claim '" + claim + "' is not mounted on this node; see YARD_PVC_MOUNTS.");
        }
        return below(List.of(mount), mount.resolve(given.substring(slash + 1)))
                .orElseThrow(() -> new SourceProblem(What.REFUSED, "'" + given + "' leads out of its claim."));
    }

    private Path rooted(Path file) throws SourceProblem, IOException {
        return below(roots, file)
                .orElseThrow(() -> new SourceProblem(
                        What.REFUSED,
                        file + " is not below a directory that this node may read; see YARD_FILE_ROOTS."));
    }

    /** Where it really is, if that is below a root. Asking for what lies outside tells nothing about it. */
    private static Optional<Path> below(List<Path> allowed, Path file) throws IOException {
        Path plain = file.toAbsolutePath().normalize();
        for (Path root : allowed) {
            if (plain.startsWith(root.toAbsolutePath().normalize())) {
                Path real = plain.toRealPath();
                Path realRoot = root.toRealPath();
                return real.startsWith(realRoot) ? Optional.of(real) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
