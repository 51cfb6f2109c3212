package dev.yardmaster.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    @Test
    void asksForExactlyTheKey() {
        var key = new ApiKey(Optional.of("secret"));
        assertThat(key.allows(Optional.of("Bearer secret"))).isTrue();
        assertThat(key.allows(Optional.of("bearer secret"))).isTrue();
        assertThat(key.allows(Optional.of("Bearer secret2"))).isFalse();
        assertThat(key.allows(Optional.of("secret"))).isFalse();
        assertThat(key.allows(Optional.of("Basic secret"))).isFalse();
        assertThat(key.allows(Optional.empty())).isFalse();
    }

    @Test
    void withoutAKeyEverybodyMayCall() {
        assertThat(new ApiKey(Optional.empty()).allows(Optional.empty())).isTrue();
    }
}
