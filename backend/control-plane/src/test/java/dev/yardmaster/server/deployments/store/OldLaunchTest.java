package dev.yardmaster.server.deployments.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.server.support.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** What was stored before runtimes were documents can be read still. */
class OldLaunchTest {
    private static final String OLD = """
            {"modelKey":"tiny-1","scheme":"HUB","repository":"yard/tiny","commit":"c0de","files":[],
             "launch":{"runtime":"llama-cpp","executable":{"type":"bundled"},"arguments":["--model","{{model.file}}"],
               "environment":{"A":"1"},"keyVariable":"KEY",
               "probe":{"path":"/health","loadingStatus":503,"every":"PT0.5S","timeout":"PT2S","failuresToUnready":3},
               "startDeadline":"PT5M"},
             "drainFor":"PT30S","memory":{"weightsBytes":1,"overheadBytes":2,"cacheBytes":3},
             "cpuFeatures":{"x86-64":["avx2"]}}
            """;

    @Test
    void aLaunchOfBeforeBecomesOneOfNow() throws SQLException, IOException {
        TestPostgres.Database database = TestPostgres.fresh();
        String migration = new ClassPathResource("db/migrations/V0066__launches_of_before.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement sql = connection.createStatement()) {
            sql.execute("create table deployment_revision (resolved text)");
            sql.execute("insert into deployment_revision values ('" + OLD + "')");
            sql.execute(migration);
            sql.execute(migration);
            try (ResultSet row = sql.executeQuery("select resolved from deployment_revision")) {
                assertThat(row.next()).isTrue();
                Resolved resolved = new JsonMapper().readValue(row.getString(1), Resolved.class);
                Launch launch = resolved.launch();
                assertThat(launch.executables()).containsExactly(new EngineExecutable.Bundled());
                assertThat(launch.startup().deadline(1L << 40)).isEqualTo(Duration.ofMinutes(5));
                assertThat(launch.checks().health().loadingStatuses()).isEqualTo(Set.of(503));
                assertThat(launch.arguments()).containsExactly("--model", "{{model.file}}");
                assertThat(resolved.runtime()).isEmpty();
                assertThat(resolved.memory().weightsBytes()).isEqualTo(1);
            }
        }
    }
}
