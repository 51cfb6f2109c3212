package dev.yardmaster.server.catalog.hub.store;

import dev.yardmaster.server.catalog.hub.RepositoryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repositories and their branches. */
@Repository
public class RepositoryRows {
    private static final String COLUMNS = "id, owner, name, project, visibility, created_at, pushed_at";

    private final JdbcClient jdbc;

    RepositoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param isPrivate only its project reads it */
    public record Row(
            long id, RepositoryName name, String project, boolean isPrivate, Instant createdAt, Instant pushedAt) {}

    /** What can stand for a commit; both kinds share one set of names. */
    public enum Kind {
        BRANCH,
        TAG;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A branch or tag and what it stands for. */
    public record Ref(String name, Kind kind, String commit, Instant pushedAt) {}

    public Optional<Row> find(RepositoryName name) {
        return jdbc.sql("select " + COLUMNS + " from hub_repository where owner = :owner and name = :name")
                .param("owner", name.owner())
                .param("name", name.name())
                .query(RepositoryRows::row)
                .optional();
    }

    /** Makes one; empty where there is one of that name. It is kept from others until the transaction ends. */
    public Optional<Row> create(RepositoryName name, String project, boolean isPrivate, Instant now) {
        return jdbc.sql("""
                        insert into hub_repository (owner, name, project, visibility, created_at, pushed_at)
                        values (:owner, :name, :project, :visibility, :now, :now)
                        on conflict (owner, name) do nothing
                        returning\s""" + COLUMNS)
                .param("owner", name.owner())
                .param("name", name.name())
                .param("project", project)
                .param("visibility", visibility(isPrivate))
                .param("now", BlobRows.utc(now))
                .query(RepositoryRows::row)
                .optional();
    }

    /** Keeps other changes of it out until the transaction ends. */
    public Optional<Row> lock(RepositoryName name) {
        return jdbc.sql("select " + COLUMNS + " from hub_repository where owner = :owner and name = :name for update")
                .param("owner", name.owner())
                .param("name", name.name())
                .query(RepositoryRows::row)
                .optional();
    }

    public void pushed(long repository, Instant now) {
        jdbc.sql("update hub_repository set pushed_at = :now where id = :id")
                .param("id", repository)
                .param("now", BlobRows.utc(now))
                .update();
    }

    public void setPrivate(long repository, boolean isPrivate) {
        jdbc.sql("update hub_repository set visibility = :visibility where id = :id")
                .param("id", repository)
                .param("visibility", visibility(isPrivate))
                .update();
    }

    /** False where the new name is taken. */
    public boolean rename(long repository, RepositoryName name) {
        return jdbc.sql("""
                                update hub_repository r set owner = :owner, name = :name where id = :id
                                and not exists (
                                    select 1 from hub_repository o where o.owner = :owner and o.name = :name)""")
                        .param("id", repository)
                        .param("owner", name.owner())
                        .param("name", name.name())
                        .update()
                == 1;
    }

    /** With its branches and commits; content that nothing else holds is swept away later. */
    public void delete(long repository) {
        for (String sql : List.of(
                "delete from hub_ref where repository_id = :id",
                "delete from hub_file where repository_id = :id",
                "delete from hub_commit where repository_id = :id",
                "delete from hub_repository where id = :id")) {
            jdbc.sql(sql).param("id", repository).update();
        }
    }

    /**
     * By name.
     *
     * @param search part of the name, in any case; all where empty
     * @param owner all where empty
     * @param after start behind this {@code owner/name}
     * @param project whose private ones are listed too; those of all where empty
     */
    public List<Row> list(String search, String owner, String after, Optional<String> project, int max) {
        return jdbc.sql("select " + COLUMNS + """
                         from hub_repository
                        where (:owner = '' or owner = :owner)
                        and (visibility = 'public' or :project = '' or project = :project)
                        and position(lower(:search) in lower(owner || '/' || name)) > 0
                        and (owner || '/' || name) collate "C" > :after collate "C"
                        order by (owner || '/' || name) collate "C" limit :max""")
                .param("search", search)
                .param("owner", owner)
                .param("after", after)
                .param("project", project.orElse(""))
                .param("max", max)
                .query(RepositoryRows::row)
                .list();
    }

    public Optional<Ref> ref(long repository, String name) {
        return jdbc.sql(
                        "select name, kind, commit_id, pushed_at from hub_ref where repository_id = :id and name = :name")
                .param("id", repository)
                .param("name", name)
                .query(RepositoryRows::ref)
                .optional();
    }

    /** Newest push first. */
    public List<Ref> refs(long repository) {
        return jdbc.sql("""
                        select name, kind, commit_id, pushed_at from hub_ref where repository_id = :id
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

    /** False where the name is taken. */
    public boolean add(long repository, Ref ref, String message) {
        return jdbc.sql("""
                                insert into hub_ref (repository_id, name, kind, commit_id, message, pushed_at)
                                values (:id, :name, :kind, :commit, :message, :now) on conflict do nothing""")
                        .param("id", repository)
                        .param("name", ref.name())
                        .param("kind", ref.kind().word())
                        .param("commit", ref.commit())
                        .param("message", message)
                        .param("now", BlobRows.utc(ref.pushedAt()))
                        .update()
                == 1;
    }

    /** False where there is none of that kind. */
    public boolean remove(long repository, String name, Kind kind) {
        return jdbc.sql("delete from hub_ref where repository_id = :id and name = :name and kind = :kind")
                        .param("id", repository)
                        .param("name", name)
                        .param("kind", kind.word())
                        .update()
                == 1;
    }

    private static String visibility(boolean isPrivate) {
        return isPrivate ? "private" : "public";
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                new RepositoryName(row.getString("owner"), row.getString("name")),
                row.getString("project"),
                row.getString("visibility").equals("private"),
                instant(row, "created_at"),
                instant(row, "pushed_at"));
    }

    private static Ref ref(ResultSet row, int number) throws SQLException {
        return new Ref(
                row.getString("name"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("commit_id"),
                instant(row, "pushed_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
