package dev.yardmaster.agent.inventory.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.agent.inventory.MovingClock;
import dev.yardmaster.agent.inventory.Recorded;
import dev.yardmaster.agent.inventory.health.Symptom;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver in whose calls a thread stays. */
class HungDriverTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path root;

    @Test
    void isToldOfAndAskedAgainWhenItsCallReturns() throws Exception {
        Recorded host = Recorded.empty(root);
        host.file("/usr/lib64/libnvidia-ml.so.1", "no library");
        host.file("/dev/nvidiactl", "");
        CountDownLatch freed = new CountDownLatch(1);
        CountDownLatch within = new CountDownLatch(1);
        AtomicInteger opened = new AtomicInteger();
        try (Arena arena = Arena.ofShared()) {
            FakeNvml nvml = new FakeNvml(arena).twoGpus();
            NvidiaProbe probe = new NvidiaProbe(
                    host,
                    host.files,
                    new MovingClock(),
                    at -> {
                        opened.incrementAndGet();
                        within.countDown();
                        await(freed);
                        return new NvidiaLibrary(nvml.lookup(), host.files, new MovingClock());
                    },
                    SHORT);
            for (int look = 0; look < 3; look++) {
                Found hung = probe.look().value();
                assertThat(hung.trouble()).isEqualTo(Optional.of(new Symptom.ToolHangs("NVML")));
                assertThat(hung.notes()).singleElement().asString().contains("NVIDIA driver has not answered");
            }
            within.await();
            assertThat(opened).hasValue(1);
            freed.countDown();
            Found found = probe.look().value();
            while (found.trouble().isPresent()) {
                found = probe.look().value();
            }
            assertThat(found.devices()).hasSize(2);
            assertThat(host.asked).isEmpty();
        }
    }

    @Test
    void onlyOneCallIsUnderWay() throws Exception {
        Hangable<Integer> calls = new Hangable<>("test", SHORT);
        Semaphore go = new Semaphore(0);
        CountDownLatch within = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        assertThat(calls.call(() -> {
                    begun.incrementAndGet();
                    within.countDown();
                    go.acquireUninterruptibly();
                    return 1;
                }))
                .isEmpty();
        assertThat(calls.call(begun::incrementAndGet)).isEmpty();
        within.await();
        assertThat(begun).hasValue(1);
        go.release();
        Optional<Integer> late = calls.call(begun::incrementAndGet);
        while (late.isEmpty()) {
            late = calls.call(begun::incrementAndGet);
        }
        assertThat(late).contains(1);
    }

    @Test
    void aCallThatFailsDoesNotBlockTheNext() throws Exception {
        Hangable<Integer> calls = new Hangable<>("test", LONG);
        assertThatThrownBy(() -> calls.call(() -> {
                    throw new IllegalStateException("no such library");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("no such library");
        assertThat(calls.call(() -> 2)).contains(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
