package dev.yardmaster.server.platform.change;

import dev.yardmaster.server.platform.Sole;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Chooses the relay: none for a server that is alone, PostgreSQL's notifications otherwise. */
@Configuration(proxyBeanMethods = false)
class ChangeConfiguration {

    @Bean
    ChangeRelay changeRelay(Sole sole, DataSource pool, JdbcConnectionDetails database, JsonMapper json) {
        return sole.onDatabase() ? ChangeRelay.NONE : new PostgresRelay(new JdbcTemplate(pool), database, json);
    }
}
