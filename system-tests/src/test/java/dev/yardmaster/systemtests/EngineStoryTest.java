package dev.yardmaster.systemtests;

import dev.yardmaster.systemtests.world.World;
import java.nio.file.Path;
import java.util.Set;
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
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineStoryTest {
    /** The real one, and one that sleeps; two, for each takes half a minute. */
    private static final Set<String> QUICK = Set.of("llama-cpp", "vllm");

    private final World world;

    @TempDir
    Path home;

    EngineStoryTest(World world) {
        this.world = world;
    }

    static Stream<String> quick() {
        return QUICK.stream().sorted();
    }

    static Stream<String> others() {
        return ShippedLaunches.ALL.keySet().stream()
                .filter(n -> !QUICK.contains(n))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("quick")
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
            story.tell();
        }
    }

    /** With the runtimes' own pace: a question every 30 s, a third of that after one that came to nothing, three of them. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"vllm", "sglang"})
    void anEngineThatAnswersItsHealthAloneIsFoundAndReplaced(String runtime) throws Exception {
        try (EngineStory story = EngineStory.begin(world, StoryCast.of(runtime), home)) {
            story.tellOfSickness();
        }
    }
}
