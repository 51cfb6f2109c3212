package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.engine.AdapterAbility;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Asks an engine which names it knows. */
final class AdapterList {
    private AdapterList() {}

    /** Empty where it cannot be asked, or does not answer. */
    static Optional<Set<String>> of(EngineCalls calls, Engine engine, AdapterAbility ability, Duration timeout) {
        if (ability.list().isEmpty() || ability.listed().isEmpty()) {
            return Optional.empty();
        }
        try {
            EngineCalls.Answer answer = calls.call(engine, ability.list().get(), Map.of(), timeout);
            return answer.fine() ? names(answer.body(), ability.listed().get()) : Optional.empty();
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Set<String>> names(String body, AdapterAbility.Listed where) {
        JsonNode list = Json.mapper().readTree(body).at(JsonPointer.compile(where.pointer()));
        if (list.isObject()) {
            return Optional.of(new HashSet<>(list.propertyNames()));
        }
        if (!list.isArray()) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        list.forEach(entry -> {
            JsonNode name = where.name().isEmpty() ? entry : entry.path(where.name());
            if (name.isString()) {
                names.add(name.stringValue());
            }
        });
        return Optional.of(names);
    }
}
