package dev.yardmaster.server.platform.leader;

import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.platform.Sole;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** One election per server, over all {@link LeaderTask} beans. */
@Configuration(proxyBeanMethods = false)
class LeaderConfiguration {

    @Bean
    LeaderElection leaderElection(
            DataSource database,
            ObjectProvider<LeaderTask> tasks,
            Sole sole,
            @Value("${yard.leader-ttl:PT10S}") Duration ttl) {
        JdbcTemplate sql = new JdbcTemplate(database);
        sql.setQueryTimeout(2);
        LeaderElection.Terms terms =
                new LeaderElection.Terms("server-" + Ids.random(8), ttl, ttl.dividedBy(5), sole.onDatabase());
        return new LeaderElection(
                new LeaseStore(sql), () -> tasks.orderedStream().toList(), terms);
    }
}
