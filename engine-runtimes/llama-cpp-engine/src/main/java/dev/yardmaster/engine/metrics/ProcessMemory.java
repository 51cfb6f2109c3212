package dev.yardmaster.engine.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of this process as the kernel counts it; absent where there is no {@code /proc}. */
final class ProcessMemory {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d{1,15}) kB");

    private ProcessMemory() {}

    static OptionalLong resident() {
        try {
            Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc/self/status")));
            return found.find() ? OptionalLong.of(Long.parseLong(found.group(1)) * 1024) : OptionalLong.empty();
        } catch (IOException noProc) {
            return OptionalLong.empty();
        }
    }
}
