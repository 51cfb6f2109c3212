package dev.yardmaster.engine.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.engine.sampling.Choice;
import dev.yardmaster.engine.sampling.Sampler;
import dev.yardmaster.engine.sampling.SamplingParameters;
import dev.yardmaster.engine.text.TextStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final int CONTEXT = 64;
    private static final Lora PIRATE = () -> "pirate";

    private final FakeBackend backend = new FakeBackend(CONTEXT, 4);
    private final CountingObserver observer = new CountingObserver();
    private long now;
    private final Scheduler scheduler = new Scheduler(backend, new FakePieces(), observer, () -> ++now);

    private static final class FakePieces implements TokenPieces {
        @Override
        public byte[] piece(int token) {
            return new byte[] {(byte) ('!' + token)};
        }

        @Override
        public boolean isEnd(int token) {
            return token == FakeBackend.END;
        }
    }

    /** A generation with what it has said so far. */
    private record Told(Generation generation, List<GenerationEvent> events) {
        List<Integer> tokens() {
            return events.stream()
                    .filter(GenerationEvent.Text.class::isInstance)
                    .flatMap(event -> ((GenerationEvent.Text) event).choices().stream())
                    .map(Choice::token)
                    .toList();
        }

        GenerationEvent last() {
            return events.getLast();
        }
    }

    private Told submit(int[] prompt, Lora lora, int maxTokens) {
        var events = new ArrayList<GenerationEvent>();
        var sampler = new Sampler(SamplingParameters.greedy(), new SplittableRandom(1), prompt);
        var task = new GenerationTask(prompt, lora, sampler, new TextStream(List.of()), maxTokens, events::add);
        var told = new Told(new Generation(task, ++now), events);
        scheduler.submit(told.generation());
        return told;
    }

    private void runAll() {
        for (int steps = 0; scheduler.busy(); steps++) {
            assertThat(steps).as("steps").isLessThan(10_000);
            scheduler.step();
        }
    }

    /** What the model says to a prompt when it is alone. */
    private static List<Integer> alone(int[] prompt, Lora lora, int maxTokens) {
        var all = new ArrayList<>(Arrays.stream(prompt).boxed().toList());
        var said = new ArrayList<Integer>();
        while (said.size() < maxTokens && all.size() <= CONTEXT) {
            int token = FakeBackend.next(lora, all);
            if (token == FakeBackend.END) {
                break;
            }
            said.add(token);
            all.add(token);
        }
        return said;
    }

    @RepeatedTest(30)
    void manyTogetherSayWhatEachSaysAlone(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        backend.room = 1 + random.nextInt(40);
        scheduler.admit(PIRATE);
        var told = new ArrayList<Told>();
        for (int i = 0; i < 25; i++) {
            int[] prompt = random.ints(1 + random.nextInt(CONTEXT - 1), 1, 4).toArray();
            told.add(submit(prompt, random.nextBoolean() ? PIRATE : Lora.BASE, 1 + random.nextInt(20)));
            for (int steps = random.nextInt(4); steps > 0; steps--) {
                scheduler.step();
            }
        }
        runAll();
        for (Told one : told) {
            GenerationTask task = one.generation().task();
            assertThat(one.tokens())
                    .as("seed %d", repetition.getCurrentRepetition())
                    .isEqualTo(alone(task.prompt(), task.lora(), task.maxTokens()));
            assertThat(one.last()).isInstanceOf(GenerationEvent.Finished.class);
        }
        assertThat(observer.finished).isEqualTo(25);
        assertThat(observer.running + observer.waiting).isZero();
    }

    @Test
    void reusesThePrefixOfAnEarlierPrompt() {
        submit(new int[] {1, 2, 3, 4}, Lora.BASE, 1);
        runAll();
        Told again = submit(new int[] {1, 2, 3, 9}, Lora.BASE, 1);
        runAll();
        assertThat(((GenerationEvent.Finished) again.last()).usage()).isEqualTo(new Usage(4, 3, 1));
        Told same = submit(new int[] {1, 2, 3, 9}, Lora.BASE, 1);
        runAll();
        assertThat(((GenerationEvent.Finished) same.last()).usage().cached()).isEqualTo(3);
        assertThat(observer.cachedTokens).isEqualTo(6);
    }

    @Test
    void neverReusesAcrossAdapters() {
        scheduler.admit(PIRATE);
        submit(new int[] {1, 2, 3, 4}, Lora.BASE, 1);
        runAll();
        Told other = submit(new int[] {1, 2, 3, 4}, PIRATE, 3);
        runAll();
        assertThat(((GenerationEvent.Finished) other.last()).usage().cached()).isZero();
        assertThat(other.tokens()).isEqualTo(alone(new int[] {1, 2, 3, 4}, PIRATE, 3));
    }

    @Test
    void adaptersTakeTurns() {
        scheduler.admit(PIRATE);
        submit(new int[] {1}, Lora.BASE, 6);
        submit(new int[] {1}, PIRATE, 6);
        for (int i = 0; i < 6; i++) {
            scheduler.step();
        }
        assertThat(backend.used).startsWith("", "pirate", "", "pirate");
    }

    @Test
    void aLongPromptDoesNotStopTheOthers() {
        Told talker = submit(new int[] {5}, Lora.BASE, 40);
        scheduler.step();
        int before = talker.tokens().size();
        submit(IntStream.generate(() -> 7).limit(60).toArray(), Lora.BASE, 1);
        scheduler.step();
        assertThat(talker.tokens()).hasSize(before + 1);
    }

    @Test
    void stopsAtTheEndOfTheContext() {
        int[] prompt = IntStream.rangeClosed(1, 49).limit(CONTEXT - 15).toArray();
        Told told = submit(prompt, Lora.BASE, Integer.MAX_VALUE);
        runAll();
        assertThat(told.tokens()).isEqualTo(alone(prompt, Lora.BASE, Integer.MAX_VALUE));
    }

    @Test
    void whoComesAfterTheEndIsTold() {
        Told before = submit(new int[] {1}, Lora.BASE, 60);
        scheduler.cancelAll();
        Told late = submit(new int[] {2}, Lora.BASE, 60);
        assertThat(before.events()).containsExactly(new GenerationEvent.Cancelled());
        assertThat(late.events()).containsExactly(new GenerationEvent.Cancelled());
        assertThat(observer.cancelled).isEqualTo(2);
        assertThat(scheduler.busy()).isFalse();
    }

    @Test
    void cancelsWhileWaitingAndWhileRunning() {
        List<Told> all = IntStream.range(0, 6)
                .mapToObj(i -> submit(new int[] {i + 1}, Lora.BASE, 60))
                .toList();
        scheduler.step();
        assertThat(observer.waiting).isEqualTo(2);
        scheduler.cancel(all.getFirst().generation());
        scheduler.cancel(all.getLast().generation());
        scheduler.cancel(all.getLast().generation());
        assertThat(observer.cancelled).isEqualTo(2);
        assertThat(all.getFirst().last()).isEqualTo(new GenerationEvent.Cancelled());
        assertThat(all.getLast().events()).containsExactly(new GenerationEvent.Cancelled());
        runAll();
        assertThat(observer.finished).isEqualTo(4);
    }

    @Test
    void releasesAnAdapterOnceItsLastUserHasEnded() {
        scheduler.admit(PIRATE);
        Told user = submit(new int[] {1}, PIRATE, 3);
        scheduler.step();
        var released = new ArrayList<String>();
        scheduler.retire(PIRATE, () -> released.add("released"));
        assertThat(backend.released).isEmpty();
        Told late = submit(new int[] {1}, PIRATE, 3);
        assertThat(late.events()).containsExactly(new GenerationEvent.AdapterGone());
        runAll();
        assertThat(user.last()).isInstanceOf(GenerationEvent.Finished.class);
        assertThat(backend.released).containsExactly(PIRATE);
        assertThat(released).containsExactly("released");
    }

    @Test
    void aFailedCallEndsOnlyThoseInIt() {
        Told victim = submit(new int[] {1}, Lora.BASE, 5);
        backend.broken = true;
        scheduler.step();
        assertThat(victim.last()).isInstanceOf(GenerationEvent.Failed.class);
        assertThat(observer.failed).isEqualTo(1);
        backend.broken = false;
        Told next = submit(new int[] {1}, Lora.BASE, 5);
        runAll();
        assertThat(next.tokens()).isEqualTo(alone(new int[] {1}, Lora.BASE, 5));
    }
}
