package dev.yardmaster.agent.kernels;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names of files in snapshots: relative, without anything that could lead out of a directory. */
final class EntryName {
    private static final int LONGEST = 1024;
    private static final int LONGEST_PART = 255;
    private static final int DEEPEST = 32;

    private EntryName() {}

    static boolean isGood(String name) {
        List<String> parts = List.of(name.split("/", -1));
        return bytes(name) <= LONGEST
                && parts.size() <= DEEPEST
                && name.chars().noneMatch(c -> c < ' ' || c == '\\' || c == 127)
                && parts.stream().allMatch(EntryName::isGoodPart);
    }

    private static boolean isGoodPart(String part) {
        return !part.isEmpty() && !part.equals(".") && !part.equals("..") && bytes(part) <= LONGEST_PART;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
