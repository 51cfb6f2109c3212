package dev.yardmaster.contract.runtime;

import dev.yardmaster.contract.engine.LaunchFile;
import java.util.List;
import java.util.Map;

/** How an engine is told that it only prefills or only decodes, with one connector for keys and values. */
public record RoleAbility(Role prefill, Role decode) {
    /** What one role adds to the runtime. */
    public record Role(
            List<String> arguments, Map<String, String> environment, List<String> ports, List<LaunchFile> files) {
        public Role {
            arguments = arguments == null ? List.of() : List.copyOf(arguments);
            environment = environment == null ? Map.of() : Map.copyOf(environment);
            ports = ports == null ? List.of() : List.copyOf(ports);
            files = files == null ? List.of() : List.copyOf(files);
        }
    }
}
