package dev.yardmaster.contract.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** The program an engine is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EngineExecutable.Bundled.class, name = "bundled"),
    @JsonSubTypes.Type(value = EngineExecutable.OnPath.class, name = "on-path"),
    @JsonSubTypes.Type(value = EngineExecutable.Container.class, name = "container")
})
public sealed interface EngineExecutable {
    /** The llama.cpp engine that comes with every agent. */
    record Bundled() implements EngineExecutable {}

    /**
     * A program that the agent finds on its own PATH.
     *
     * @param name a bare name, never a path or a shell line
     * @param leading arguments that come before all others: {@code serve}, {@code -m some.module}
     */
    record OnPath(String name, List<String> leading) implements EngineExecutable {
        public OnPath {
            leading = leading == null ? List.of() : List.copyOf(leading);
        }

        public OnPath(String name) {
            this(name, List.of());
        }
    }

    /**
     * An image that a container runtime of the node starts.
     *
     * @param image with a tag: {@code docker.io/vllm/vllm-openai:v0.11.0}
     * @param digest {@code sha256:...} that it must have; empty where only an agent that allows unpinned images may take it
     * @param command replaces the image's entry point where not empty
     * @param leading arguments that come before all others
     * @param sharedMemoryBytes size of {@code /dev/shm}
     * @param limits ulimits by name: {@code memlock} with -1 for none, {@code stack}, {@code nofile}
     * @param user {@code uid:gid}; the image's own where empty
     */
    record Container(
            String image,
            String digest,
            List<String> command,
            List<String> leading,
            long sharedMemoryBytes,
            Map<String, Long> limits,
            String user)
            implements EngineExecutable {
        public Container {
            digest = digest == null ? "" : digest;
            command = command == null ? List.of() : List.copyOf(command);
            leading = leading == null ? List.of() : List.copyOf(leading);
            limits = limits == null ? Map.of() : Map.copyOf(limits);
            user = user == null ? "" : user;
        }
    }
}
