package dev.yardmaster.server.runtimes.memory.store;

import dev.yardmaster.server.runtimes.memory.Correction;
import dev.yardmaster.server.runtimes.memory.Corrections;
import dev.yardmaster.server.runtimes.memory.Learning;
import dev.yardmaster.server.runtimes.memory.Learnt;
import dev.yardmaster.server.runtimes.memory.MemoryQuestion.Corrected;
import dev.yardmaster.server.runtimes.memory.Split;
import dev.yardmaster.server.runtimes.memory.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the last reports of every subject and split. */
@Repository
class CorrectionStore implements Corrections {
    private final JdbcTemplate sql;
    private final Clock clock;

    CorrectionStore(JdbcTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Corrected of(Subject subject) {
        Map<Split, List<Learnt>> reports = sql
                .query(
                        """
                        select tensor, pipeline, data, expert, weights, key_values, graphs from memory_report
                        where model = ? and runtime = ? and version = ? and product = ? order by id desc""",
                        (row, _) -> learnt(subject, row),
                        subject.model(),
                        subject.runtime(),
                        subject.version(),
                        subject.product())
                .stream()
                .collect(Collectors.groupingBy(Learnt::split));
        Map<Split, Correction> corrections = reports.entrySet().stream()
                .flatMap(e -> Learning.correction(e.getValue()).map(c -> Map.entry(e.getKey(), c)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return split -> Optional.ofNullable(corrections.get(split));
    }

    private static Learnt learnt(Subject subject, ResultSet row) throws SQLException {
        return new Learnt(
                subject,
                new Split(row.getInt("tensor"), row.getInt("pipeline"), row.getInt("data"), row.getInt("expert")),
                Optional.ofNullable(row.getObject("weights", Double.class)),
                Optional.ofNullable(row.getObject("key_values", Double.class)),
                Optional.ofNullable(row.getObject("graphs", Double.class)));
    }

    @Override
    @Transactional
    public void report(Collection<Learnt> reports) {
        List<Learnt> sound =
                reports.stream().flatMap(r -> Learning.sound(r).stream()).toList();
        if (sound.isEmpty()) {
            return;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        sql.batchUpdate("""
                insert into memory_report (model, runtime, version, product, tensor, pipeline, data, expert,
                weights, key_values, graphs, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", sound.stream().map(r -> row(r, now)).toList());
        forget(sound);
    }

    private static @Nullable Object[] row(Learnt r, OffsetDateTime now) {
        return new Object[] {
            r.subject().model(),
            r.subject().runtime(),
            r.subject().version(),
            r.subject().product(),
            r.split().tensor(),
            r.split().pipeline(),
            r.split().data(),
            r.split().expert(),
            number(r.weights()),
            number(r.keyValues()),
            number(r.graphs()),
            now
        };
    }

    private static SqlParameterValue number(Optional<Double> value) {
        return new SqlParameterValue(Types.DOUBLE, value.orElse(null));
    }

    private void forget(List<Learnt> reports) {
        sql.update(
                """
                delete from memory_report where id in (select id from (select id, row_number() over (partition by model,
                runtime, version, product, tensor, pipeline, data, expert order by id desc) as age
                from memory_report where model = any(?)) aged where age > ?)""", reports.stream().map(r -> r.subject().model()).distinct().toArray(String[]::new), Learning.KEPT);
    }
}
