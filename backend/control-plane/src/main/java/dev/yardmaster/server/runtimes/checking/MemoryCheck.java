package dev.yardmaster.server.runtimes.checking;

import dev.yardmaster.contract.runtime.MemoryTraits;

/** Sizes that an engine can have. */
final class MemoryCheck {
    private static final String PATH = "spec.memory.";
    private static final long TEBIBYTE = 1L << 40;

    private MemoryCheck() {}

    static void check(MemoryTraits memory, Findings findings) {
        findings.unless(
                memory.share() > 0 && memory.share() <= 1,
                PATH + "share",
                "it is " + memory.share(),
                "expected a number above 0, at most 1");
        findings.range(memory.fixedBytes(), 0, TEBIBYTE, PATH + "fixedBytes");
        findings.range(memory.collectiveBytes(), 0, TEBIBYTE, PATH + "collectiveBytes");
        findings.range(memory.graphBytes(), 0, TEBIBYTE, PATH + "graphBytes");
        findings.range(memory.activationBytesPerToken(), 0, 1 << 20, PATH + "activationBytesPerToken");
        findings.range(memory.batchedTokens(), 1, 1 << 24, PATH + "batchedTokens");
        findings.range(memory.concurrency(), 1, 1 << 20, PATH + "concurrency");
        findings.range(memory.blockTokens(), 1, 1 << 16, PATH + "blockTokens");
        findings.range(memory.replicatedShare(), 0, 1, PATH + "replicatedShare");
        findings.unless(
                memory.kvBytes().containsKey("auto"),
                PATH + "kvBytes",
                "it has no 'auto'",
                "expected the bytes of one element unless told, too");
        memory.logits().ifPresent(l -> findings.range(l.bytesPerEntry(), 0, 64, PATH + "logits.bytesPerEntry"));
        memory.onDevices().forEach(d -> {
            findings.range(d.fromBytes(), 0, TEBIBYTE, PATH + "onDevices.fromBytes");
            findings.range(d.batchedTokens(), 1, 1 << 24, PATH + "onDevices.batchedTokens");
            findings.range(d.concurrency(), 1, 1 << 20, PATH + "onDevices.concurrency");
        });
        memory.kvBytes()
                .forEach((dtype, bytes) -> findings.unless(
                        bytes > 0 && bytes <= 8,
                        PATH + "kvBytes." + dtype,
                        "it is " + bytes,
                        "expected up to 8 bytes"));
    }
}
