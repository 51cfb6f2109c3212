package dev.yardmaster.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.standins.bin.Machine;
import dev.yardmaster.standins.bin.StandIns;
import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.host.Host;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine would not start with, in its own words and with its own exit code. */
class RefusalsTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "vllm serve MODEL --no-such-flag | 2 | vllm serve: error: unrecognized arguments: --no-such-flag",
                "vllm serve MODEL --max-num-seqs many | 2 | argument --max-num-seqs: invalid int value: 'many'",
                "vllm serve MODEL --dtype double | 2 | invalid choice: 'double'",
                "vllm serve MODEL --port | 2 | expected one argument",
                "vllm serve MODEL -tp 4 | 1 | Total number of attention heads (6) must be divisible by tensor parallel size (4)",
                "vllm serve MODEL -tp 3 | 1 | World size (3) is larger than the number of available GPUs (2)",
                "vllm serve MODEL --max-model-len 1024 | 1 | is greater than the derived max_model_len",
                "vllm serve /nowhere | 1 | does not appear to have a file named config.json",
                "sglang serve --model-path MODEL --tensor 2 | 2 | unrecognized arguments: --tensor",
                "sglang serve --model-path MODEL --enable-lora | 1 | you need to specify both --max-lora-rank",
                "trtllm-serve MODEL --tp-size 2 | 2 | No such option: --tp-size",
                "trtllm-serve MODEL --tp_size two | 2 | 'two' is not a valid integer.",
                "text-generation-launcher --model-id MODEL --quantize int3 | 2 | invalid value 'int3' for '--quantize",
                "text-generation-launcher --model-id MODEL --tp 2 | 2 | unexpected argument '--tp' found",
                "tritonserver --model-repo x | 1 | unrecognized option '--model-repo'",
                "tritonserver --model-repository /nowhere | 1 | failed to stat file /nowhere",
                "lmdeploy serve api_server MODEL --session-length 5 | 2 | unrecognized arguments: --session-length",
                "llama-server -m MODEL/config.json --port PORT | 1 | exiting due to model loading error",
                "llama-server --gpu 1 | 1 | error: invalid argument: --gpu",
                "ollama run x | 1 | unknown command",
                "mindie_llm_server | 134 | config.json does not exist"
            })
    void itRefusesWhatItsEngineRefuses(String command, int code, String words) {
        StandIns.in(home, Machine.h100(2));
        List<String> all = List.of(command.replace("MODEL", Running.model().toString())
                .replace("PORT", String.valueOf(Running.freePort()))
                .split(" "));
        Map<String, String> quick = Map.of("STANDIN_PHASE_MILLIS", "0");
        Host host = new Host(all.getFirst(), quick, home, Instant.EPOCH);
        Ended ended = catchThrowableOfType(Ended.class, () -> Main.engine(host).start(all.subList(1, all.size())));
        assertThat(ended.lastWords()).contains(words);
        assertThat(ended.code()).isEqualTo(code);
    }
}
