package dev.yardmaster.agent.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.yardmaster.agent.instance.Sight.Process.Ended;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.engine.Diagnosis;
import dev.yardmaster.contract.engine.Startup.FailureSign;
import dev.yardmaster.contract.engine.Startup.Stage;
import dev.yardmaster.contract.engine.Startup.StageSign;
import java.util.List;
import java.util.Optional;
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
