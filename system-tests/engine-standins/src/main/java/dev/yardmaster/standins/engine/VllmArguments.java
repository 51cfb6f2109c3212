package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.CommandLine;
import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.cli.Flags;
import dev.yardmaster.standins.cli.Manner;
import dev.yardmaster.standins.host.Devices;
import dev.yardmaster.standins.host.Host;
import dev.yardmaster.standins.host.ModelFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What {@code vllm serve} was asked for, checked as far as it checks before it loads. */
final class VllmArguments {
    private static final int UNKNOWN_CONTEXT = 2048;
    private static final int FAILED = 1;

    private final Host host;
    final CommandLine line;
    final ModelFiles model;
    final int context;

    VllmArguments(Host host, List<String> arguments) {
        this.host = host;
        if (arguments.isEmpty() || !arguments.getFirst().equals("serve")) {
            throw Manner.ARGPARSE.ended(
                    "usage: vllm [-h] [-v] {chat,complete,serve,launch,bench,collect-env,run-batch} ...\n"
                            + "vllm: error: argument subparser: invalid choice: '"
                            + (arguments.isEmpty() ? "" : arguments.getFirst()) + "'");
        }
        line = Flags.of("vllm", "vllm serve", Manner.ARGPARSE).parse(arguments.subList(1, arguments.size()));
        if (line.words().size() > 1) {
            throw Manner.ARGPARSE.ended("usage: vllm serve [model_tag] [options]\nvllm: error: unrecognized arguments: "
                    + String.join(" ", line.words().subList(1, line.words().size())));
        }
        model = new ModelFiles(Path.of(
                line.words().isEmpty()
                        ? line.text("--model", "Qwen/Qwen3-0.6B")
                        : line.words().getFirst()));
        JsonNode config = model.config()
                .orElseThrow(() -> failed("OSError: " + model.path()
                        + " does not appear to have a file named config.json. Checkout '" + model.path() + "' for"
                        + " available files."));
        context = context(config);
        heads(config);
        devices();
        lora();
    }

    private int context(JsonNode config) {
        int derived = config.path("max_position_embeddings").asInt(UNKNOWN_CONTEXT);
        String said = line.text("--max-model-len", "auto");
        int wanted = said.equals("auto") || said.equals("-1") ? derived : human(said);
        if (wanted > derived && !host.on("VLLM_ALLOW_LONG_MAX_MODEL_LEN")) {
            throw failed("pydantic_core._pydantic_core.ValidationError: 1 validation error for ModelConfig\n"
                    + "  Value error, User-specified max_model_len (" + wanted + ") is greater than the derived"
                    + " max_model_len (max_position_embeddings=" + derived + " or model_max_length=None in model's"
                    + " config.json).");
        }
        return wanted;
    }

    private static int human(String said) {
        char unit = Character.toLowerCase(said.charAt(said.length() - 1));
        boolean binary = Character.isUpperCase(said.charAt(said.length() - 1));
        return switch (unit) {
            case 'k' -> (int) (number(said) * (binary ? 1024 : 1000));
            case 'm' -> (int) (number(said) * (binary ? 1 << 20 : 1_000_000));
            default -> Integer.parseInt(said);
        };
    }

    private static double number(String said) {
        return Double.parseDouble(said.substring(0, said.length() - 1));
    }

    private void heads(JsonNode config) {
        int heads = config.path("num_attention_heads").asInt(tensorParallel());
        if (heads % tensorParallel() != 0) {
            throw failed("Value error, Total number of attention heads (" + heads + ") must be divisible by tensor"
                    + " parallel size (" + tensorParallel() + ").");
        }
    }

    int tensorParallel() {
        return line.number("--tensor-parallel-size", 1);
    }

    private void devices() {
        if (platform() == Devices.Vendor.NONE) {
            return;
        }
        if (platform() == Devices.Vendor.AMD) {
            String hip = host.variable("HIP_VISIBLE_DEVICES", "");
            String cuda = host.variable("CUDA_VISIBLE_DEVICES", hip);
            if (host.isSet("HIP_VISIBLE_DEVICES") && !hip.equals(cuda)) {
                throw failed("ValueError: Inconsistent values for HIP_VISIBLE_DEVICES (" + hip
                        + ") and CUDA_VISIBLE_DEVICES (" + cuda + ")");
            }
        }
        int visible = host.devices().visible(host.environment()).size();
        if (visible == 0) {
            throw failed("RuntimeError: No CUDA GPUs are available");
        }
        int world = tensorParallel()
                * line.number("--pipeline-parallel-size", 1)
                / line.number("--nnodes", 1)
                * line.number("--data-parallel-size-local", line.number("--data-parallel-size", 1));
        if (world > visible && !line.text("--distributed-executor-backend", "").equals("ray")) {
            throw failed("Value error, World size (" + world + ") is larger than the number of available GPUs ("
                    + visible + ") in this node. If this is intentional and you are using:\n- ray, set"
                    + " '--distributed-executor-backend ray'.\n- multiprocessing, set '--nnodes' appropriately.");
        }
    }

    Devices.Vendor platform() {
        return host.devices().vendor();
    }

    private void lora() {
        boolean updating = host.on("VLLM_ALLOW_RUNTIME_LORA_UPDATING");
        int servers = line.number("--api-server-count", line.number("--data-parallel-size", 1));
        if (updating && servers > 1) {
            throw failed("ValueError: VLLM_ALLOW_RUNTIME_LORA_UPDATING cannot be used with api_server_count > 1");
        }
        int loras = line.number("--max-loras", 1);
        if (line.number("--max-cpu-loras", loras) < loras) {
            throw failed("Value error, max_cpu_loras (" + line.number("--max-cpu-loras", loras)
                    + ") must be >= max_loras (" + loras + ")");
        }
        if (line.on("--enable-auto-tool-choice") && !line.has("--tool-call-parser")) {
            throw failed("TypeError: Error: --enable-auto-tool-choice requires --tool-call-parser");
        }
    }

    static Ended failed(String sentence) {
        return new Ended(
                FAILED,
                "Traceback (most recent call last):\n  File \"/usr/local/bin/vllm\", line 8, in" + " <module>\n"
                        + sentence.strip().formatted(Locale.ROOT));
    }
}
