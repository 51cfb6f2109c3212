package dev.yardmaster.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.instance.Sight;
import dev.yardmaster.agent.journal.Keyless;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFactsTest {
    @ParameterizedTest
    @CsvSource({
        "69, ENGINE_UNSUPPORTED, true, This host cannot run the engine: no avx2",
        "65, ENGINE_EXITED, true, The engine cannot read the model: no avx2",
        "78, ENGINE_EXITED, true, The engine refuses its configuration: no avx2",
        "73, PORT_UNAVAILABLE, false, The engine could not take its port; another one is tried: no avx2",
        "1, ENGINE_EXITED, false, The engine ended with exit code 1: no avx2",
        "0, ENGINE_EXITED, false, The engine ended with exit code 0: no avx2",
        "137, ENGINE_EXITED, false, The engine was ended by SIGKILL: no avx2",
        "132, ENGINE_EXITED, false, The engine was ended by SIGILL: no avx2",
        "170, ENGINE_EXITED, false, The engine was ended by signal 42: no avx2",
    })
    void exitCodes(int code, InstanceReason reason, boolean lasting, String sentence) {
        assertThat(Ending.of(new EngineExit(OptionalInt.of(code), false), "no avx2"))
                .isEqualTo(new Sight.Process.Ended(reason, sentence, lasting));
    }

    @Test
    void adoptedEngineHasNoCode() {
        assertThat(Ending.of(EngineExit.UNKNOWN, "").sentence()).isEqualTo("The adopted engine process has ended");
    }

    @Test
    void runningRequestsAreSummedOverModelsAndQueues() {
        String page = """
                # TYPE vllm:num_requests_running gauge
                vllm:num_requests_running{engine="0",model_name="a b"} 2.0
                vllm:num_requests_running{engine="1",model_name="c"} 1.0
                vllm:num_requests_waiting{engine="0"} 4.0
                vllm:num_requests_waiting_by_reason{reason="capacity"} 4.0
                vllm:prompt_tokens_total 812.0
                """;
        assertThat(RunningRequests.parse(page)).isEqualTo(OptionalLong.of(7));
        assertThat(RunningRequests.parse("yard_engine_requests_running 1\nyard_engine_requests_waiting 2\n"))
                .isEqualTo(OptionalLong.of(3));
        assertThat(RunningRequests.parse("llamacpp:requests_processing 0\nllamacpp:requests_deferred 0\n"))
                .isEqualTo(OptionalLong.of(0));
        assertThat(RunningRequests.parse("process_open_fds 12\n")).isEmpty();
    }

    @Test
    void fingerprintTellsAChangedLaunchAndAChangedKeyButNotAMissingOne() {
        AssignedInstance instance = Assigned.running("i1", "m1");
        Fingerprint running = Fingerprint.of(instance);
        AssignedInstance keyless = Keyless.of(new Assignment("n1", 1, List.of(), List.of(instance)))
                .instances()
                .getFirst();
        assertThat(Fingerprint.of(instance).accepts(running)).isTrue();
        assertThat(Fingerprint.of(keyless).accepts(running)).isTrue();
        assertThat(Fingerprint.of(Assigned.running("i1", "m2")).accepts(running))
                .isFalse();
        assertThat(Fingerprint.of(Assigned.running("i1", "m1", "--more")).accepts(running))
                .isFalse();
        assertThat(new Fingerprint(running.launch(), "another").accepts(running))
                .isFalse();
    }
}
