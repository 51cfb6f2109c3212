package dev.yardmaster.standins.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The YAML file of {@code --config}: the engine's arguments by name, no others. */
record TrtllmConfig(Map<String, Object> values) {
    private static final Set<String> KNOWN = Set.of(
            "model",
            "tokenizer",
            "tokenizer_mode",
            "skip_tokenizer_init",
            "trust_remote_code",
            "tensor_parallel_size",
            "dtype",
            "revision",
            "tokenizer_revision",
            "pipeline_parallel_size",
            "context_parallel_size",
            "gpus_per_node",
            "moe_cluster_parallel_size",
            "moe_tensor_parallel_size",
            "moe_expert_parallel_size",
            "enable_attention_dp",
            "enable_lm_head_tp_in_adp",
            "cp_config",
            "load_format",
            "fail_fast_on_attention_window_too_large",
            "enable_lora",
            "lora_config",
            "kv_cache_config",
            "enable_chunked_prefill",
            "guided_decoding_backend",
            "batched_logits_processor",
            "iter_stats_max_iterations",
            "request_stats_max_iterations",
            "peft_cache_config",
            "scheduler_config",
            "cache_transceiver_config",
            "sparse_attention_config",
            "speculative_config",
            "max_batch_size",
            "max_input_len",
            "max_seq_len",
            "max_beam_width",
            "max_num_tokens",
            "gather_generation_logits",
            "num_postprocess_workers",
            "postprocess_tokenizer_dir",
            "reasoning_parser",
            "return_perf_metrics",
            "perf_metrics_max_requests",
            "orchestrator_type",
            "env_overrides",
            "backend",
            "cuda_graph_config",
            "attention_dp_config",
            "disable_overlap_scheduler",
            "moe_config",
            "nvfp4_gemm_config",
            "attn_backend",
            "sampler_type",
            "enable_iter_perf_stats",
            "enable_iter_req_stats",
            "print_iter_log",
            "batch_wait_timeout_ms",
            "batch_wait_timeout_iters",
            "batch_wait_max_tokens_ratio",
            "torch_compile_config",
            "enable_autotuner",
            "enable_layerwise_nvtx_marker",
            "enable_min_latency",
            "stream_interval",
            "force_dynamic_quantization",
            "allreduce_strategy",
            "checkpoint_loader",
            "checkpoint_format",
            "kv_connector_config",
            "mm_encoder_only",
            "garbage_collection_gen0_threshold",
            "otlp_traces_endpoint",
            "disagg_cluster",
            "sleep_config",
            "enable_sleep_mode",
            "quant_config",
            "ray_worker_extension_cls");
    private static final Set<String> KNOWN_OF_CACHE = Set.of(
            "enable_block_reuse",
            "max_tokens",
            "max_attention_window",
            "sink_token_length",
            "free_gpu_memory_fraction",
            "host_cache_size",
            "onboard_blocks",
            "cross_kv_cache_fraction",
            "secondary_offload_min_priority",
            "event_buffer_max_size",
            "attention_dp_events_gather_period_ms",
            "enable_partial_reuse",
            "copy_on_partial_reuse",
            "use_uvm",
            "max_gpu_total_bytes",
            "dtype",
            "mamba_ssm_cache_dtype",
            "tokens_per_block",
            "use_kv_cache_manager_v2",
            "max_util_for_resume",
            "disk_cache_size",
            "disk_cache_path");

    @SuppressWarnings("unchecked")
    static TrtllmConfig read(Optional<String> file) {
        if (file.isEmpty()) {
            return new TrtllmConfig(Map.of());
        }
        try {
            Object read =
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of(file.get())));
            Map<String, Object> values = read instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
            strange(values.keySet(), KNOWN, "");
            if (values.get("kv_cache_config") instanceof Map<?, ?> cache) {
                strange(((Map<String, Object>) cache).keySet(), KNOWN_OF_CACHE, "kv_cache_config.");
            }
            return new TrtllmConfig(values);
        } catch (IOException e) {
            throw Trtllm.failed("FileNotFoundError: [Errno 2] No such file or directory: '" + file.get() + "'");
        }
    }

    private static void strange(Set<String> given, Set<String> known, String prefix) {
        Set<String> strange = new TreeSet<>(given);
        strange.removeAll(known);
        if (!strange.isEmpty()) {
            throw Trtllm.failed("pydantic_core._pydantic_core.ValidationError: " + strange.size()
                    + " validation error for TorchLlmArgs\n" + prefix + String.join("\n" + prefix, strange)
                    + "\n  Extra inputs are not permitted");
        }
    }

    boolean on(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }
}
