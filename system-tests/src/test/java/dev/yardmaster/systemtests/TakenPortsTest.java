package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.process.Child;
import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.SiteSettings;
import dev.yardmaster.systemtests.world.World;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each process that cannot have its port says so in one line, names the setting, and ends with 78. */
class TakenPortsTest {
    @ParameterizedTest
    @CsvSource({
        "SERVER, YARD_SERVER_PORT",
        "SERVER, YARD_DATABASE_PORT",
        "GATEWAY, YARD_GATEWAY_PORT",
        "AGENT, YARD_AGENT_PORT"
    })
    void isNamed(Part part, String variable, @TempDir Path home) throws Exception {
        SiteSettings settings = SiteSettings.apart(home)
                .with("YARD_GATEWAY_TOKEN", "yk_abcdefghij_notatokenthatanybodyknows0000000000000000000")
                .with("YARD_JOIN_TOKEN", "yk_abcdefghij_notatokenthatanybodyknows0000000000000000000");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Child child = Child.start(
                    part.word(),
                    World.installation().command(part),
                    settings.with(variable, port).environment(),
                    home.resolve("log"));
            assertThat(child.process().waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(child.process().exitValue()).isEqualTo(78);
            assertThat(child.lastLines())
                    .anySatisfy(line -> assertThat(line).contains(port).contains(variable));
        }
    }
}
