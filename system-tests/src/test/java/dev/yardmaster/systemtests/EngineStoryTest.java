package dev.yardmaster.systemtests;

import dev.yardmaster.systemtests.world.World;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every runtime that comes with the server goes through the same story, with a real server, gateway and agent. The bundled
 * engine is the real one, as is any other that is found on the PATH; the others are stand-ins on nodes whose vendors' tools
 * are stand-ins too.
 */
@ExtendWith(SharedWorld.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineStoryTest {
    private final World world;

    @TempDir
    Path home;

    EngineStoryTest(World world) {
        this.world = world;
    }

    static Stream<String> others() {
        return ShippedLaunches.ALL.keySet().stream().filter(n -> !QUICK.contains(n)).sorted();
    }

    private static final java.util.Set<String> QUICK = java.util.Set.of("llama-cpp", "vllm", "mindie", "llama-server");

    @ParameterizedTest
    @ValueSource(strings = {"llama-cpp", "vllm", "mindie", "llama-server"})
    void isTold(String runtime) throws Exception {
        tell(runtime);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("others")
    void isToldOfTheOthers(String runtime) throws Exception {
        tell(runtime);
    }

    private void tell(String runtime) throws Exception {
        try (EngineStory story = EngineStory.begin(world, StoryCast.of(runtime), home)) {
            step("select", story::select);
            step("start", story::fetchStartLoad);
            step("chat", story::chatAndStream);
            step("metrics", story::metrics);
            step("adapter", story::adapter);
            step("sleep", story::sleep);
            step("drain", story::drain);
            step("crash", story::crash);
            step("stop", story::stop);
        }
    }

    interface Step { void run() throws Exception; }
    private static void step(String name, Step s) throws Exception {
        long t = System.nanoTime();
        try { s.run(); } finally {
        System.out.println("STEP " + name + " " + (System.nanoTime() - t) / 1_000_000 + " ms"); }
    }
}
