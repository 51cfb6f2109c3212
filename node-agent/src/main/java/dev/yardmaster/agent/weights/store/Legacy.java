package dev.yardmaster.agent.weights.store;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What agents before this layout kept: a directory for each model with {@code complete.json}, and {@code .staging}. */
final class Legacy {
    private static final AgentLog LOG = new AgentLog("weights");

    private Legacy() {}

    static void remove(Path root) throws IOException {
        for (Path old : directories(root)) {
            boolean staging = String.valueOf(old.getFileName()).equals(".staging");
            if (staging || Files.isRegularFile(old.resolve("complete.json"))) {
                LOG.info("Removing " + old.getFileName() + ", kept in the layout of an earlier version.");
                DurableFiles.deleteTree(old);
            }
        }
    }

    private static List<Path> directories(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(c -> Files.isDirectory(c, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
