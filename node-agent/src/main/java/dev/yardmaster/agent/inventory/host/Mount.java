package dev.yardmaster.agent.inventory.host;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mounted file system, from a line of {@code /proc/self/mountinfo}.
 *
 * @param device {@code MAJOR:MINOR}
 * @param source what is mounted: {@code /dev/nvme0n1p2}, {@code server:/export}, {@code overlay}
 */
public record Mount(String device, String point, String type, String source, Set<String> options) {

    /** The mount that a path is on: the last of those with the longest fitting mount point. */
    public static Optional<Mount> of(Path path, List<String> mountInfo) {
        Path wanted = path.toAbsolutePath().normalize();
        Optional<Mount> best = Optional.empty();
        for (String line : mountInfo) {
            Optional<Mount> mount = parse(line).filter(m -> wanted.startsWith(m.point()));
            if (mount.isPresent()
                    && mount.get().point().length()
                            >= best.map(b -> b.point().length()).orElse(0)) {
                best = mount;
            }
        }
        return best;
    }

    /** Fields up to a lone dash are of varying number: tags may stand before it. */
    private static Optional<Mount> parse(String line) {
        String[] halves = line.split(" - ", 2);
        String[] left = halves[0].split(" ");
        String[] right = halves.length == 2 ? halves[1].split(" ") : new String[0];
        if (left.length < 6 || right.length < 2) {
            return Optional.empty();
        }
        return Optional.of(new Mount(
                left[2],
                unescaped(left[4]),
                right[0],
                unescaped(right[1]),
                Set.copyOf(Arrays.asList(left[5].split(",")))));
    }

    private static String unescaped(String field) {
        return field.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
}
