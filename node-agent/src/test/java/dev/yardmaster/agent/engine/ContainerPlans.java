package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.agent.EngineExecutable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Containers for tests. */
public final class ContainerPlans {
    public static final String IMAGE = "registry.example/tools/shell:1";
    public static final String DIGEST = "sha256:" + "5e".repeat(32);

    private ContainerPlans() {}

    public static EngineExecutable.Container image(String image, String digest) {
        return new EngineExecutable.Container(
                image, digest, List.of("/bin/sh", "-c"), List.of(), 1 << 20, Map.of("memlock", -1L), "");
    }

    public static LaunchPlan.InContainer shell(String host) {
        return new LaunchPlan.InContainer(image(IMAGE, DIGEST), host, false, Set.of(), List.of(), Map.of(), Map.of());
    }
}
