package dev.yardmaster.server.catalog.facts.gguf;

import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Family;
import dev.yardmaster.server.catalog.facts.config.Layout;
import dev.yardmaster.server.catalog.facts.config.State;
import dev.yardmaster.server.catalog.facts.tensors.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A GGUF's metadata in the words of {@code config.json}, so that one set of rules serves both. */
final class AsConfig {
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("context_length", "max_position_embeddings"),
            Map.entry("embedding_length", "hidden_size"),
            Map.entry("attention.head_count", "num_attention_heads"),
            Map.entry("attention.value_length", "v_head_dim"),
            Map.entry("attention.key_length_swa", "swa_head_dim"),
            Map.entry("attention.value_length_swa", "swa_v_head_dim"),
            Map.entry("attention.sliding_window", "sliding_window"),
            Map.entry("attention.chunk_size", "attention_chunk_size"),
            Map.entry("attention.shared_kv_layers", "num_kv_shared_layers"),
            Map.entry("attention.kv_lora_rank", "kv_lora_rank"),
            Map.entry("attention.indexer.key_length", "index_head_dim"),
            Map.entry("expert_count", "num_experts"),
            Map.entry("expert_used_count", "num_experts_per_tok"),
            Map.entry("expert_shared_count", "n_shared_experts"),
            Map.entry("full_attention_interval", "full_attention_interval"),
            Map.entry("ssm.conv_kernel", "conv_kernel"),
            Map.entry("ssm.inner_size", "ssm_inner_size"),
            Map.entry("ssm.state_size", "state_size"),
            Map.entry("ssm.group_count", "n_groups"),
            Map.entry("kda.head_dim", "linear_head_dim"),
            Map.entry("shortconv.l_cache", "conv_L_cache"),
            Map.entry("wkv.head_size", "head_size"));
    private static final Pattern RECURRENT = Pattern.compile("^blk\\.(\\d{1,5})\\.(?:ssm_|shortconv|time_mix)");
    private static final Pattern ATTENDS = Pattern.compile("^blk\\.(\\d{1,5})\\.(?:attn_k\\.|attn_kv|attn_qkv)");

    private final Metadata metadata;
    private final Family family;
    private final String prefix;
    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    private AsConfig(Metadata metadata, Family family, String architecture) {
        this.metadata = metadata;
        this.family = family;
        this.prefix = architecture + ".";
    }

    static Config of(Metadata metadata, Family family, String architecture, List<Tensor> tensors) {
        AsConfig it = new AsConfig(metadata, family, architecture);
        SAME.forEach((key, name) -> it.whole(key).ifPresent(v -> it.node.put(name, v)));
        it.layers(tensors);
        it.heads();
        it.window();
        it.rope();
        it.gatedDelta();
        metadata.length("tokenizer.ggml.tokens")
                .or(() -> it.whole("vocab_size"))
                .ifPresent(n -> it.node.put("vocab_size", n));
        return Config.of(it.node);
    }

    private Optional<Integer> whole(String key) {
        return metadata.whole(prefix + key);
    }

    private void layers(List<Tensor> tensors) {
        int ahead = whole("nextn_predict_layers").orElse(0);
        Optional<Integer> layers = whole("block_count").map(n -> Math.max(0, n - ahead));
        layers.ifPresent(n -> node.put("num_hidden_layers", n));
        whole("decoder_block_count").ifPresent(n -> node.put("num_decoder_layers", n));
        if (family.layout() == Layout.ENCODER_DECODER) {
            layers.ifPresent(n -> node.put("num_layers", n));
        }
        Set<Integer> recurrent = matching(RECURRENT, tensors);
        if (!recurrent.isEmpty()
                && family.layout() == Layout.FULL
                && layers.filter(n -> n <= 2_000).isPresent()) {
            hybrid(layers.get(), recurrent, matching(ATTENDS, tensors));
        }
    }

    /** The tensors of a layer tell what it is; no key does for all architectures. */
    private void hybrid(int layers, Set<Integer> recurrent, Set<Integer> attends) {
        ArrayNode types = node.putArray("layer_types");
        IntStream.range(0, layers)
                .mapToObj(i ->
                        recurrent.contains(i) ? "linear_attention" : attends.contains(i) ? "full_attention" : "mlp")
                .forEach(types::add);
    }

    private static Set<Integer> matching(Pattern pattern, List<Tensor> tensors) {
        Set<Integer> layers = new HashSet<>();
        for (Tensor t : tensors) {
            Matcher m = pattern.matcher(t.name());
            if (m.find()) {
                layers.add(Integer.parseInt(m.group(1)));
            }
        }
        return layers;
    }

    private void heads() {
        List<Integer> perLayer = metadata.wholes(prefix + "attention.head_count_kv");
        if (perLayer.isEmpty()) {
            whole("attention.head_count_kv").ifPresent(n -> node.put("num_key_value_heads", n));
        } else {
            ArrayNode kv = node.putArray("layer_kv_heads");
            perLayer.forEach(kv::add);
        }
        if (whole("attention.kv_lora_rank").filter(n -> n > 0).isEmpty()) {
            whole("attention.key_length").ifPresent(n -> node.put("head_dim", n));
            return;
        }
        int rotary = whole("rope.dimension_count").orElse(0);
        node.put("qk_rope_head_dim", rotary);
        whole("attention.key_length_mla")
                .or(() -> whole("attention.key_length"))
                .ifPresent(n -> node.put("qk_nope_head_dim", n - rotary));
    }

    private void window() {
        List<Integer> slides = metadata.wholes(prefix + "attention.sliding_window_pattern");
        if (slides.isEmpty()) {
            whole("attention.sliding_window_pattern").ifPresent(n -> node.put("sliding_window_pattern", n));
            return;
        }
        ArrayNode types = node.putArray("layer_types");
        slides.forEach(s -> types.add(s == 0 ? "full_attention" : "sliding_attention"));
    }

    private void rope() {
        Optional<String> type = metadata.text(prefix + "rope.scaling.type").filter(t -> !t.equals("none"));
        if (type.isEmpty()) {
            return;
        }
        ObjectNode scaling = node.putObject("rope_scaling");
        scaling.put("rope_type", type.get());
        metadata.number(prefix + "rope.scaling.factor").ifPresent(f -> scaling.put("factor", f));
        whole("rope.scaling.original_context_length")
                .ifPresent(n -> scaling.put("original_max_position_embeddings", n));
    }

    private void gatedDelta() {
        Optional<Integer> heads = whole("ssm.time_step_rank").filter(n -> n > 0);
        Optional<Integer> inner = whole("ssm.inner_size");
        if (family.state().filter(s -> s == State.GATED_DELTA).isEmpty() || heads.isEmpty() || inner.isEmpty()) {
            return;
        }
        node.put("linear_num_value_heads", heads.get());
        node.put("linear_value_head_dim", inner.get() / heads.get());
        whole("ssm.group_count").ifPresent(n -> node.put("linear_num_key_heads", n));
        whole("ssm.state_size").ifPresent(n -> node.put("linear_key_head_dim", n));
        whole("ssm.conv_kernel").ifPresent(n -> node.put("linear_conv_kernel_dim", n));
    }
}
