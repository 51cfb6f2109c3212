package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.util.List;

/** Which executables come in a version other than the runtime's own: images that name it. */
final class Versions {
    private static final String VERSION = "{{version}}";

    private Versions() {}

    /** Those that are of this version for certain; a digest pins the runtime's own version only. */
    static List<EngineExecutable> of(RuntimeSpec spec, List<EngineExecutable> executables, String version) {
        return version.equals(spec.version())
                ? executables
                : executables.stream()
                        .<EngineExecutable>mapMulti((executable, then) -> {
                            if (executable instanceof EngineExecutable.Container c
                                    && c.image().contains(VERSION)) {
                                then.accept(unpinned(c));
                            }
                        })
                        .toList();
    }

    private static EngineExecutable unpinned(EngineExecutable.Container c) {
        return new EngineExecutable.Container(
                c.image(), "", c.command(), c.leading(), c.sharedMemoryBytes(), c.limits(), c.user());
    }
}
