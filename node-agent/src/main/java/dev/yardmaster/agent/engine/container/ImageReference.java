package dev.yardmaster.agent.engine.container;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image as it is asked for.
 *
 * @param registry {@code docker.io} where none is written
 * @param path with {@code library/} before names of Docker Hub that have no owner
 * @param tag empty for none
 * @param digest {@code sha256:...}; empty for none
 */
record ImageReference(String registry, String path, String tag, String digest) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?<name>[a-z0-9][a-zA-Z0-9.:_-]*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(?<digest>.+))?");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String HUB = "docker.io";

    /** Empty for what no registry would take. */
    static Optional<ImageReference> parse(String written, String digest) {
        String[] byDigest = written.split("@", 2);
        String pinned = digest.isEmpty() && byDigest.length == 2 ? byDigest[1] : digest;
        int slash = byDigest[0].lastIndexOf('/');
        int colon = byDigest[0].lastIndexOf(':');
        String name = colon > slash ? byDigest[0].substring(0, colon) : byDigest[0];
        String tag = colon > slash ? byDigest[0].substring(colon + 1) : "";
        Matcher whole = WRITTEN.matcher(name + (tag.isEmpty() ? "" : ":" + tag));
        boolean wellFormed = whole.matches()
                && (tag.isEmpty() == (colon <= slash))
                && (pinned.isEmpty() || DIGEST.matcher(pinned).matches());
        return wellFormed ? Optional.of(of(name, tag, pinned)) : Optional.empty();
    }

    private static ImageReference of(String name, String tag, String digest) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        String registry = isHost ? first : HUB;
        String path = isHost ? name.substring(slash + 1) : name;
        boolean official = registry.equals(HUB) && !path.contains("/");
        return new ImageReference(registry, official ? "library/" + path : path, tag, digest);
    }

    /** With its registry, without tag and digest. */
    String name() {
        return registry + "/" + path;
    }

    boolean isPinned() {
        return !digest.isEmpty();
    }

    /** What runtimes are told: content where it is pinned, a name otherwise. */
    String reference() {
        return isPinned() ? name() + "@" + digest : name() + ":" + (tag.isEmpty() ? "latest" : tag);
    }

    /** Whether a repository digest of a runtime is this very content. */
    boolean isIn(String repositoryDigest) {
        String[] parts = repositoryDigest.split("@", 2);
        return parts.length == 2
                && parts[1].equals(digest)
                && parse(parts[0], parts[1])
                        .filter(r -> r.name().equals(name()))
                        .isPresent();
    }
}
