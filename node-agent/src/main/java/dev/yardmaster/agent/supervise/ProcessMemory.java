package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.EngineIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory of a process and of all that it started: growth is a sign of life of an engine that loads and says nothing. */
final class ProcessMemory {
    private static final long PAGE = 4096;

    private ProcessMemory() {}

    /** Resident bytes, pages of mapped files included; 0 where they cannot be read. */
    static long of(EngineIdentity engine) {
        if (!engine.isProcess()) {
            return 0;
        }
        return ProcessHandle.of(Long.parseLong(engine.id()))
                .map(p -> Stream.concat(Stream.of(p), p.descendants())
                        .mapToLong(ProcessMemory::resident)
                        .sum())
                .orElse(0L);
    }

    private static long resident(ProcessHandle process) {
        try {
            String[] pages = Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm"))
                    .split(" ");
            return Long.parseLong(pages[1]) * PAGE;
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return 0;
        }
    }
}
