package dev.yardmaster.agent.inventory.device;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a GPU that is divided, from {@code nvidia-smi -L}.
 *
 * @param profile for instance {@code 1g.10gb}
 * @param number within its GPU
 */
record NvidiaMig(String parentUuid, String profile, int number, String uuid) {
    static final List<String> COMMAND = List.of("nvidia-smi", "-L");
    private static final Pattern GPU = Pattern.compile("GPU (\\d+): .*\\(UUID: (\\S+)\\)");
    private static final Pattern PART = Pattern.compile("\\s+MIG (\\S+)\\s+Device\\s+(\\d+): \\(UUID: (\\S+)\\)");
    private static final Pattern SIZE = Pattern.compile(".*\\.(\\d{1,4})gb.*");

    static List<NvidiaMig> parse(String list) {
        List<NvidiaMig> parts = new ArrayList<>();
        String gpu = "";
        for (String line : list.lines().toList()) {
            Matcher whole = GPU.matcher(line);
            Matcher part = PART.matcher(line);
            if (whole.lookingAt()) {
                gpu = whole.group(2);
            } else if (part.lookingAt()) {
                parts.add(new NvidiaMig(gpu, part.group(1), Integer.parseInt(part.group(2)), part.group(3)));
            }
        }
        return parts;
    }

    /** What its name promises; the driver keeps some of it for itself. */
    long nominalBytes() {
        Matcher size = SIZE.matcher(profile);
        return size.matches() ? Long.parseLong(size.group(1)) << 30 : 0;
    }
}
