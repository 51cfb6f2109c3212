package dev.yardmaster.contract.engine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an engine said in its log of the memory that it took. Each part is absent until it was said, and always where an
 * engine does not say it.
 *
 * @param weightsBytes of one device; the largest where several processes spoke
 * @param keyValueBytes room for keys and values on one device
 * @param keyValueTokens tokens that keys and values of one copy of the model have room for
 * @param graphBytes captured graphs, of one device; the largest where several processes spoke
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EngineSizes(
        Optional<Long> weightsBytes,
        Optional<Long> keyValueBytes,
        Optional<Long> keyValueTokens,
        Optional<Long> graphBytes) {
    public static final EngineSizes NONE =
            new EngineSizes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public EngineSizes {
        weightsBytes = above0(weightsBytes);
        keyValueBytes = above0(keyValueBytes);
        keyValueTokens = above0(keyValueTokens);
        graphBytes = above0(graphBytes);
    }

    private static Optional<Long> above0(Optional<Long> size) {
        return size == null ? Optional.empty() : size.filter(s -> s > 0);
    }

    /** Nothing of it was said. */
    @JsonIgnore
    public boolean isUnknown() {
        return equals(NONE);
    }

    /** With what was said later. Engines measure keys and values twice and keep to the second; of the rest the most counts. */
    public EngineSizes and(EngineSizes later) {
        return new EngineSizes(
                most(weightsBytes, later.weightsBytes),
                later.keyValueBytes.or(() -> keyValueBytes),
                later.keyValueTokens.or(() -> keyValueTokens),
                most(graphBytes, later.graphBytes));
    }

    private static Optional<Long> most(Optional<Long> one, Optional<Long> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Long::compare);
    }
}
