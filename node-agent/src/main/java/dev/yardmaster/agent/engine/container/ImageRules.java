package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.ContainerSupport.Refusal;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which images this node starts: those whose digest the runtime states, and, where the node has a list, only from its
 * repositories.
 *
 * @param allowed patterns of repositories with their registry; {@code *} is any part of one path element, {@code **} of any
 *     number; none means any repository
 * @param allowUnpinned images without a digest may be started, too
 */
record ImageRules(List<String> allowed, boolean allowUnpinned) {
    ImageRules {
        allowed = List.copyOf(allowed);
    }

    Optional<Refusal> refusal(EngineExecutable.Container container) {
        Optional<ImageReference> image = ImageReference.parse(container.image(), container.digest());
        if (image.isEmpty()) {
            return refused(
                    "'" + printable(container.image()) + "' with digest '" + printable(container.digest())
                            + "' is not an image: it must be like registry.example/owner/name:tag and sha256: with 64 hex digits");
        }
        if (!image.get().isPinned() && !allowUnpinned) {
            return refused("the image " + image.get().reference()
                    + " has no digest; state one, or set YARD_ALLOW_UNPINNED_IMAGES=true on the node");
        }
        if (!allowed.isEmpty() && allowed.stream().noneMatch(p -> matches(p, image.get()))) {
            return refused("the image " + image.get().name() + " is not among YARD_IMAGES_ALLOWED ("
                    + String.join(", ", allowed) + ")");
        }
        return Optional.empty();
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static Optional<Refusal> refused(String sentence) {
        return Optional.of(new Refusal(InstanceReason.IMAGE_NOT_ALLOWED, sentence));
    }

    private static boolean matches(String pattern, ImageReference image) {
        String regex = Pattern.compile("\\*\\*|\\*|[^*]+")
                .matcher(pattern)
                .results()
                .map(part -> switch (part.group()) {
                    case "**" -> ".*";
                    case "*" -> "[^/]*";
                    default -> Pattern.quote(part.group());
                })
                .collect(Collectors.joining());
        return image.name().matches(regex);
    }
}
