package dev.yardmaster.agent.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The part of the environment that is about how engines are started. */
final class EnginesEnvironment {
    private static final Set<String> RUNTIMES = Set.of("auto", "docker", "podman", "nerdctl", "none");
    private static final long USUAL_CACHES = 50L << 30;
    private static final String PATTERN = "[A-Za-z0-9*][A-Za-z0-9.*:_/-]*";

    private final Function<String, Optional<String>> text;
    private final WeightsEnvironment sizes;

    /** @param text value of a variable */
    EnginesEnvironment(Function<String, Optional<String>> text) {
        this.text = text;
        this.sizes = new WeightsEnvironment(text);
    }

    AgentConfig.Engines read() {
        return new AgentConfig.Engines(
                runtime(),
                path("YARD_CONTAINER_SOCKET"),
                allowed(),
                flag("YARD_ALLOW_UNPINNED_IMAGES", false),
                path("YARD_REGISTRY_AUTH"),
                sizes.bytes("YARD_KERNEL_CACHE_BYTES", USUAL_CACHES),
                flag("YARD_SHARE_KERNEL_CACHES", true),
                cgroup());
    }

    private String runtime() {
        String given = text.apply("YARD_CONTAINER_RUNTIME").orElse("auto");
        if (!RUNTIMES.contains(given)) {
            throw new ConfigProblem(
                    "YARD_CONTAINER_RUNTIME is '" + given + "'; it must be auto, docker, podman, nerdctl or none");
        }
        return given;
    }

    private String cgroup() {
        String given = text.apply("YARD_ENGINE_CGROUP").orElse("auto");
        return given.equals("auto") || given.equals("off")
                ? given
                : WeightsEnvironment.absolute("YARD_ENGINE_CGROUP", given).toString();
    }

    private Optional<Path> path(String name) {
        return text.apply(name).map(given -> WeightsEnvironment.absolute(name, given));
    }

    private List<String> allowed() {
        List<String> patterns = Arrays.stream(
                        text.apply("YARD_IMAGES_ALLOWED").orElse("").split(","))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .toList();
        patterns.stream().filter(p -> !p.matches(PATTERN)).findFirst().ifPresent(p -> {
            throw new ConfigProblem(
                    "YARD_IMAGES_ALLOWED has '" + p + "'; it must be like docker.io/vllm/*,ghcr.io/**, without tags");
        });
        return patterns;
    }

    private boolean flag(String name, boolean usual) {
        String given = text.apply(name).orElse(Boolean.toString(usual));
        return switch (given) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigProblem(name + " is '" + given + "'; it must be true or false");
        };
    }
}
