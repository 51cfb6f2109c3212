package dev.yardmaster.agent;

import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.Startup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Parts of assignments for tests. */
public final class Assigned {
    public static final byte[] CONTENT = "weights of a tiny model".getBytes(StandardCharsets.UTF_8);
    public static final String KEY = "engine-key-never-on-disk";

    private Assigned() {}

    public static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Digests.sha256().digest(content));
    }

    public static ModelFile file(String path, byte[] content) {
        return new ModelFile(path, content.length, sha256(content));
    }

    public static AssignedModel model(String key) {
        return model(key, file("tiny.gguf", CONTENT));
    }

    public static AssignedModel model(String key, ModelFile... files) {
        return new AssignedModel(key, "demo/tiny", "c0ffee", List.of(files));
    }

    public static AssignedInstance running(String id, String modelKey, String... behaviour) {
        return instance(id, modelKey, Desired.RUN, Duration.ofSeconds(20), behaviour);
    }

    public static AssignedInstance stopped(AssignedInstance i, InstanceReason why, Duration drainFor) {
        return new AssignedInstance(
                i.id(),
                i.deployment(),
                i.revision(),
                i.modelKey(),
                i.servedName(),
                i.engineKey(),
                i.launch(),
                Desired.STOP,
                why,
                drainFor);
    }

    public static AssignedInstance instance(
            String id, String modelKey, Desired desired, Duration startDeadline, String... behaviour) {
        Checks checks = Checks.health("/health", 503, Duration.ofMillis(200), Duration.ofSeconds(1), 2);
        Launch launch = Launch.plain(
                "fake",
                new EngineExecutable.OnPath("java"),
                FakeEngine.command(behaviour),
                Map.of("MODEL", "{{model.file}}"),
                "ENGINE_KEY",
                Startup.within(startDeadline),
                checks);
        return new AssignedInstance(
                id, "tiny", 1, modelKey, "tiny", KEY, launch, desired, InstanceReason.PLACED, Duration.ofSeconds(5));
    }
}
