package dev.yardmaster.ui.nodes;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.ui.parts.Words;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A node's facts in a few words each. */
final class NodeWords {
    private NodeWords() {}

    static String state(Node node) {
        String heard = Words.of(node.state());
        return node.cordoned() ? heard + ", cordoned" : heard;
    }

    static String memory(Inventory has) {
        return Words.bytes(has.memoryAvailableBytes()) + " free of " + Words.bytes(has.memoryBytes());
    }

    static String disk(Inventory has) {
        return Words.bytes(has.weightsBytesFree()) + " free of " + Words.bytes(has.weightsBytesTotal());
    }

    static String processor(Inventory has) {
        return has.cpuCores() + " × " + has.cpuModel();
    }

    /** Alike devices together: {@code 8 × NVIDIA H100 80GB HBM3}. */
    static String accelerators(Inventory has) {
        Map<String, Long> byProduct = has.accelerators().stream()
                .collect(Collectors.groupingBy(Accelerator::product, TreeMap::new, Collectors.counting()));
        return byProduct.isEmpty()
                ? "CPU only"
                : byProduct.entrySet().stream()
                        .map(e -> e.getValue() + " × " + e.getKey())
                        .collect(Collectors.joining(", "));
    }

    static boolean isUpToDate(Node node) {
        return node.observedVersion() >= node.assignmentVersion();
    }
}
