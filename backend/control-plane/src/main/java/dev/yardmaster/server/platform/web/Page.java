package dev.yardmaster.server.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param next what to send as {@code after} to get what follows; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
