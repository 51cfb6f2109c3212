package dev.yardmaster.server.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.runtimes.checking.RuntimeCheck;
import dev.yardmaster.server.runtimes.flags.FlagList;
import dev.yardmaster.server.runtimes.reading.RuntimeReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Every runtime that comes with the server is right by the rules that are set for people's own. */
class ShippedRuntimesTest {
    private static final ShippedRuntimes SHIPPED = ShippedRuntimes.load();

    static Stream<Runtime> runtimes() {
        return SHIPPED.list().stream();
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void nothingIsWrongWithIt(Runtime runtime) {
        Optional<FlagList> flags = SHIPPED.flags(runtime.resolved().engine());
        assertThat(flags).as("the flags of %s", runtime.resolved().engine()).isPresent();
        assertThat(RuntimeCheck.check(runtime.resolved(), flags)).isEqualTo(List.of());
        Map<String, ObjectNode> specs = SHIPPED.specs();
        assertThat(RuntimeReader.unsaid(
                        runtime.name(),
                        Objects.requireNonNull(specs.get(runtime.name())),
                        n -> Optional.ofNullable(specs.get(n))))
                .isEqualTo(List.of());
    }
}
