package dev.yardmaster.server.catalog.facts.adapter;

import dev.yardmaster.server.catalog.facts.tensors.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the shapes and names of an adapter's matrices tell. A is rank by input, B is output by rank. */
final class LoraTensors {
    private static final Pattern PEFT =
            Pattern.compile("(?:^|\\.)([A-Za-z0-9_]+)\\.lora_([AB])(?:\\.[A-Za-z0-9_]+)?(?:\\.weight)?$");
    private static final Pattern GGUF = Pattern.compile("(?:^|\\.)([A-Za-z0-9_]+)\\.weight\\.lora_([ab])$");
    private static final Pattern LAYER =
            Pattern.compile("(?:^|\\.)(?:layers|layer|h|blocks|block|blk)\\.(\\d{1,5})\\.");
    private static final Set<String> FROM_HIDDEN = Set.of(
            "q_proj",
            "k_proj",
            "v_proj",
            "qkv_proj",
            "gate_proj",
            "up_proj",
            "gate_up_proj",
            "query_key_value",
            "W_pack",
            "c_attn",
            "q_a_proj",
            "kv_a_proj_with_mqa",
            "query",
            "key",
            "value",
            "fc1",
            "attn_q",
            "attn_k",
            "attn_v",
            "attn_qkv",
            "ffn_gate",
            "ffn_up");
    private static final Set<String> TO_HIDDEN =
            Set.of("o_proj", "down_proj", "out_proj", "fc2", "attn_output", "ffn_down");

    private final SortedSet<String> modules = new TreeSet<>();
    private int rank;
    private int layers;
    private long hidden;
    private long parameters;

    static LoraTensors ofPeft(List<Tensor> tensors) {
        LoraTensors found = new LoraTensors();
        for (Tensor t : tensors) {
            Matcher m = PEFT.matcher(t.name());
            if (m.find() && t.shape().length >= 2) {
                found.add(t, m.group(1), m.group(2).equals("A"), t.shape()[0], t.shape()[1]);
            }
        }
        return found;
    }

    /** A GGUF states the shapes the other way round. */
    static LoraTensors ofGguf(List<Tensor> tensors) {
        LoraTensors found = new LoraTensors();
        for (Tensor t : tensors) {
            Matcher m = GGUF.matcher(t.name());
            if (m.find() && t.shape().length >= 2) {
                found.add(t, m.group(1), m.group(2).equals("a"), t.shape()[1], t.shape()[0]);
            }
        }
        return found;
    }

    private void add(Tensor t, String module, boolean first, long rows, long columns) {
        modules.add(module);
        parameters += t.elements();
        rank = Math.max(rank, (int) Math.min(Integer.MAX_VALUE, first ? rows : columns));
        if (first && FROM_HIDDEN.contains(module)) {
            hidden = Math.max(hidden, columns);
        } else if (!first && TO_HIDDEN.contains(module)) {
            hidden = Math.max(hidden, rows);
        }
        Matcher m = LAYER.matcher(t.name());
        if (m.find()) {
            layers = Math.max(layers, Integer.parseInt(m.group(1)) + 1);
        }
    }

    SortedSet<String> modules() {
        return modules;
    }

    Optional<Integer> rank() {
        return Optional.of(rank).filter(n -> n > 0);
    }

    Optional<Integer> layers() {
        return Optional.of(layers).filter(n -> n > 0);
    }

    Optional<Integer> hidden() {
        return Optional.of(hidden).filter(n -> n > 0 && n <= Integer.MAX_VALUE).map(Long::intValue);
    }

    Optional<Long> parameters() {
        return Optional.of(parameters).filter(n -> n > 0);
    }
}
