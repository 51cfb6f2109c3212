package dev.yardmaster.server.deployments.scenario;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.server.catalog.FileLocator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that takes its time and counts how often it is asked about each entry. */
final class FakeLocator implements FileLocator {
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    @Override
    public List<FileLocation> locate(Kind kind, String name, List<String> paths) {
        asked.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return paths.stream()
                .map(p -> new FileLocation(p, new FileLocation.Server("/hub/" + name + "/" + p)))
                .toList();
    }

    int asked(String name) {
        return asked.getOrDefault(name, new AtomicInteger()).get();
    }
}
