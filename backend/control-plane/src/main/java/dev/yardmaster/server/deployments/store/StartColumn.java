package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.contract.engine.EngineStart;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An engine's start as a column: its id and, a line each, four sizes of which 0 is none; every row of it is read often. */
final class StartColumn {
    private StartColumn() {}

    static @Nullable String write(Optional<EngineStart> start) {
        return start.map(s -> String.join(
                        "\n",
                        s.id(),
                        number(s.sizes().weightsBytes()),
                        number(s.sizes().keyValueBytes()),
                        number(s.sizes().keyValueTokens()),
                        number(s.sizes().graphBytes())))
                .orElse(null);
    }

    private static String number(Optional<Long> size) {
        return Long.toString(size.orElse(0L));
    }

    static Optional<EngineStart> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String[] lines = text.split("\n", 5);
        return Optional.of(new EngineStart(
                lines[0], new EngineSizes(size(lines[1]), size(lines[2]), size(lines[3]), size(lines[4]))));
    }

    private static Optional<Long> size(String number) {
        return Optional.of(Long.parseLong(number));
    }
}
