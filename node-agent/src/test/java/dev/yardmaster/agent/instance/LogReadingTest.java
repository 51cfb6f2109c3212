package dev.yardmaster.agent.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.yardmaster.agent.instance.Sight.Process.Ended;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.engine.Diagnosis;
import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.contract.engine.Startup.FailureSign;
import dev.yardmaster.contract.engine.Startup.Stage;
import dev.yardmaster.contract.engine.Startup.StageSign;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lines of a log tell: how far a start is, and what an engine died of. */
class LogReadingTest {
    private static final Ended EXIT =
            new Ended(InstanceReason.ENGINE_EXITED, "The engine ended with exit code 1: the last line", false);

    private static StageSigns signs(String... patterns) {
        return new StageSigns(java.util.Arrays.stream(patterns)
                .map(p -> new StageSign(p, Stage.LOADING, "{done} of {total}, {percent} %, {nothing}"))
                .toList());
    }

    private static Optional<Progress> progress(String pattern, String line) {
        return signs(pattern).read(line).flatMap(StageSigns.Told::progress);
    }

    @Test
    void progressIsReadFromPercentOrFromParts() {
        assertThat(progress("(?<percent>[0-9.]+)%", "at 33.4% now")).contains(new Progress(33, 100));
        assertThat(progress("(?<done>\\d+)/(?<total>\\d+)", "shard 2/7")).contains(new Progress(2, 7));
        assertThat(progress("(?<done>\\d+)/(?<total>\\d+)", "shard 9/7")).contains(new Progress(7, 7));
        assertThat(progress("(?<done>\\d+)/(?<total>\\d+)", "shard 0/0")).isEmpty();
        assertThat(progress("(?<percent>\\w+)%", "at NaN%")).isEmpty();
        assertThat(progress("loading", "loading")).isEmpty();
    }

    @Test
    void groupsThatMatchedNothingLeaveNothingInTheSentence() {
        assertThat(signs("(?<done>\\d+)/(?<total>\\d+)").read("1/2").map(StageSigns.Told::sentence))
                .contains("1 of 2,  %, ");
    }

    @Test
    void patternsThatCannotBeReadOrNeverEndMatchNothing() {
        StageSigns signs = signs("(unclosed", "(a+)+$", "(x|x)*y");
        String hostile = "a".repeat(2_000) + "b" + "x".repeat(1_500);
        assertThatCode(() -> assertThat(signs.read(hostile)).isEmpty()).doesNotThrowAnyException();
    }

    private static EngineSizes sizes(String pattern, String... lines) {
        StageSigns signs = signs(pattern);
        return Stream.of(lines)
                .flatMap(l -> signs.read(l).stream())
                .map(StageSigns.Told::sizes)
                .reduce(EngineSizes.NONE, EngineSizes::and);
    }

    private static EngineSizes of(long weights, long keyValues, long tokens, long graphs) {
        return new EngineSizes(Optional.of(weights), Optional.of(keyValues), Optional.of(tokens), Optional.of(graphs));
    }

    @Test
    void sizesAreReadFromGroupsNamedAfterThem() {
        assertThat(sizes("(?<weightsGib>[\\d.]+) GiB", "took 15.5 GiB").weightsBytes())
                .contains(31L << 29);
        assertThat(sizes("(?<keyValuesMib>[\\d.]+) MiB", "KV 512 MiB").keyValueBytes())
                .contains(512L << 20);
        assertThat(sizes("(?<graphsBytes>\\d+)", "77").graphBytes()).contains(77L);
        assertThat(sizes("(?<keyValueTokens>[\\d,]+) tokens", "123,456 tokens").keyValueTokens())
                .contains(123_456L);
    }

    @Test
    void whatIsNoSizeIsNotSaid() {
        assertThat(sizes("(?<graphsGib>[-\\d.]+) GiB", "took -0.03 GiB", "took 0.00 GiB", "took 99999999 GiB"))
                .isEqualTo(EngineSizes.NONE);
        assertThat(sizes("(?<weightsGib>\\w+)", "NaN")).isEqualTo(EngineSizes.NONE);
    }

    @Test
    void theMostOfSeveralRanksCountsAndTheLastRoomThatWasMeasured() {
        EngineSizes first = of(10, 100, 1000, 5);
        EngineSizes second = of(12, 90, 900, 3);
        assertThat(first.and(second)).isEqualTo(of(12, 90, 900, 5));
        assertThat(first.and(EngineSizes.NONE)).isEqualTo(first);
        assertThat(EngineSizes.NONE.and(first)).isEqualTo(first);
    }

    private static Ended autopsy(Diagnosis diagnosis, String... lines) {
        return Autopsy.of(
                EXIT,
                List.of(
                        new FailureSign("never found", Diagnosis.DEVICE_FAILED, ""),
                        new FailureSign("tried to allocate (?<size>\\S+) GiB", diagnosis, "Needs {size} GiB more."),
                        new FailureSign("Engine core died", Diagnosis.ENGINE_BUG, "")),
                List.of(lines));
    }

    @Test
    void firstSignThatIsFoundCountsWhereverItsLineStands() {
        Ended why = autopsy(
                Diagnosis.OUT_OF_DEVICE_MEMORY, "Engine core died", "CUDA: tried to allocate 2.5 GiB", "Traceback");
        assertThat(why.reason()).isEqualTo(InstanceReason.OUT_OF_MEMORY);
        assertThat(why.sentence())
                .isEqualTo("The engine ended with exit code 1: CUDA: tried to allocate 2.5 GiB. Needs 2.5 GiB more.");
        assertThat(why.lasting()).isFalse();
    }

    @Test
    void withoutASignTheExitCodeSpeaks() {
        assertThat(autopsy(Diagnosis.BAD_FLAG, "something else")).isEqualTo(EXIT);
    }

    @ParameterizedTest
    @EnumSource(Diagnosis.class)
    void onlyWhatAnotherLaunchWouldMendIsNotTriedAgain(Diagnosis diagnosis) {
        boolean lasting = autopsy(diagnosis, "tried to allocate 1 GiB").lasting();
        assertThat(lasting)
                .isEqualTo(List.of(
                                Diagnosis.CONTEXT_TOO_LONG,
                                Diagnosis.DRIVER_MISMATCH,
                                Diagnosis.KERNEL_MISSING,
                                Diagnosis.BAD_FLAG,
                                Diagnosis.MODEL_UNSUPPORTED)
                        .contains(diagnosis));
    }
}
