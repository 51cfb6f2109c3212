package dev.yardmaster.server.catalog.hub.store;

import dev.yardmaster.server.catalog.hub.RepositoryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repositories and their branches. */
@Repository
public class RepositoryRows {
    private static final String COLUMNS = "id, owner, name, created_at, pushed_at";

    private final JdbcClient jdbc;

    RepositoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Row(long id, RepositoryName name, Instant createdAt, Instant pushedAt) {}

    /** A branch and what it stands for. */
    public record Ref(String name, String commit, Instant pushedAt) {}

    public Optional<Row> find(RepositoryName name) {
        return jdbc.sql("select " + COLUMNS + " from hub_repository where owner = :owner and name = :name")
                .param("owner", name.owner())
                .param("name", name.name())
                .query(RepositoryRows::row)
                .optional();
    }

    /** Makes it where it is missing, and keeps other pushes to it out until the transaction ends. */
    public Row lock(RepositoryName name, Instant now) {
        return jdbc.sql("""
                        insert into hub_repository (owner, name, created_at, pushed_at)
                        values (:owner, :name, :now, :now)
                        on conflict (owner, name) do update set pushed_at = excluded.pushed_at
                        returning\s""" + COLUMNS)
                .param("owner", name.owner())
                .param("name", name.name())
                .param("now", BlobRows.utc(now))
                .query(RepositoryRows::row)
                .single();
    }

    /**
     * By name.
     *
     * @param search part of the name, in any case; all where empty
     * @param owner all where empty
     * @param after start behind this {@code owner/name}
     */
    public List<Row> list(String search, String owner, String after, int max) {
        return jdbc.sql("select " + COLUMNS + """
                         from hub_repository
                        where (:owner = '' or owner = :owner)
                        and position(lower(:search) in lower(owner || '/' || name)) > 0
                        and (owner || '/' || name) collate "C" > :after collate "C"
                        order by (owner || '/' || name) collate "C" limit :max""")
                .param("search", search)
                .param("owner", owner)
                .param("after", after)
                .param("max", max)
                .query(RepositoryRows::row)
                .list();
    }

    public Optional<Ref> ref(long repository, String name) {
        return jdbc.sql("select name, commit_id, pushed_at from hub_ref where repository_id = :id and name = :name")
                .param("id", repository)
                .param("name", name)
                .query(RepositoryRows::ref)
                .optional();
    }

    /** Newest push first. */
    public List<Ref> refs(long repository) {
        return jdbc.sql("""
                        select name, commit_id, pushed_at from hub_ref where repository_id = :id
                        order by pushed_at desc, name""").param("id", repository).query(RepositoryRows::ref).list();
    }

    public void move(long repository, String name, String commit, Instant now) {
        jdbc.sql("""
                        insert into hub_ref (repository_id, name, commit_id, pushed_at)
                        values (:id, :name, :commit, :now)
                        on conflict (repository_id, name) do update
                        set commit_id = excluded.commit_id, pushed_at = excluded.pushed_at""")
                .param("id", repository)
                .param("name", name)
                .param("commit", commit)
                .param("now", BlobRows.utc(now))
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                new RepositoryName(row.getString("owner"), row.getString("name")),
                instant(row, "created_at"),
                instant(row, "pushed_at"));
    }

    private static Ref ref(ResultSet row, int number) throws SQLException {
        return new Ref(row.getString("name"), row.getString("commit_id"), instant(row, "pushed_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
