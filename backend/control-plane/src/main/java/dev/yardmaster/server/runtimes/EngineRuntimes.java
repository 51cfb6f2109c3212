package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.catalog.ModelFormat;
import java.util.List;
import java.util.Optional;

/** The runtimes there are. */
public interface EngineRuntimes {
    /** By name. */
    List<EngineRuntime> list();

    Optional<EngineRuntime> find(String name);

    /** Which runtime serves a model of this format; {@code wanted} settles it where a person said so. */
    RuntimeVerdict choose(ModelFormat format, Optional<String> wanted);
}
