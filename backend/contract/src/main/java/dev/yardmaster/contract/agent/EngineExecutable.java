package dev.yardmaster.contract.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The program an engine is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EngineExecutable.Bundled.class, name = "bundled"),
    @JsonSubTypes.Type(value = EngineExecutable.OnPath.class, name = "on-path")
})
public sealed interface EngineExecutable {
    /** The llama.cpp engine that comes with every agent. */
    record Bundled() implements EngineExecutable {}

    /** A program that the agent finds on its own PATH; a bare name, never a path or a shell line. */
    record OnPath(String name) implements EngineExecutable {}
}
