package dev.yardmaster.server.catalog.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Commits and their files. */
@Repository
public class CommitRows {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    CommitRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** @param parent empty for a branch's first */
    public record Commit(String id, String parent, String message, Instant createdAt) {}

    /**
     * @param gitId of the content; empty where it is too large for git
     * @param large as it was pushed; where nothing is said, name and size decide
     */
    public record File(
            String path, String sha256, long size, String gitId, String changedIn, Optional<Boolean> large) {}

    public Optional<Commit> find(long repository, String id) {
        return find(repository, List.of(id)).values().stream().findFirst();
    }

    public Map<String, Commit> find(long repository, Collection<String> ids) {
        return jdbc
                .sql("""
                        select id, coalesce(parent, '') as parent, message, created_at from hub_commit
                        where repository_id = :repository and id = any(:ids)""")
                .param("repository", repository)
                .param("ids", ids.toArray(String[]::new))
                .query(CommitRows::commit)
                .list()
                .stream()
                .collect(Collectors.toMap(Commit::id, Function.identity()));
    }

    /** Sorted by path. */
    public List<File> files(long repository, String commit) {
        return jdbc.sql("""
                        select path, f.sha256, size, coalesce(git_id, '') as git_id, changed_in, large
                        from hub_file f join hub_blob b on b.sha256 = f.sha256
                        where repository_id = :repository and commit_id = :commit order by path collate "C"
                        """)
                .param("repository", repository)
                .param("commit", commit)
                .query(CommitRows::file)
                .list();
    }

    public void insert(long repository, Commit commit, List<File> files) {
        jdbc.sql("""
                        insert into hub_commit (repository_id, id, parent, message, created_at)
                        values (:repository, :id, nullif(:parent, ''), :message, :now)""")
                .param("repository", repository)
                .param("id", commit.id())
                .param("parent", commit.parent())
                .param("message", commit.message())
                .param("now", BlobRows.utc(commit.createdAt()))
                .update();
        batches.batchUpdate(
                "insert into hub_file (repository_id, commit_id, path, sha256, changed_in, large) values (?, ?, ?, ?, ?, ?)",
                files,
                BATCH,
                (row, file) -> {
                    row.setLong(1, repository);
                    row.setString(2, commit.id());
                    row.setString(3, file.path());
                    row.setString(4, file.sha256());
                    row.setString(5, file.changedIn());
                    row.setObject(6, file.large().orElse(null), Types.BOOLEAN);
                });
    }

    /** A commit and those before it, newest first, the first {@code skip} left out. */
    public List<Commit> history(long repository, String head, int skip, int max) {
        return jdbc.sql("""
                        with recursive line (id, parent, message, created_at, n) as (
                            select id, parent, message, created_at, 0 from hub_commit
                            where repository_id = :repository and id = :head
                            union all
                            select c.id, c.parent, c.message, c.created_at, n + 1 from line l
                            join hub_commit c on c.repository_id = :repository and c.id = l.parent
                            where n < :last)
                        select id, coalesce(parent, '') as parent, message, created_at from line
                        where n >= :skip order by n limit :max""")
                .param("repository", repository)
                .param("head", head)
                .param("skip", skip)
                .param("last", skip + max)
                .param("max", max)
                .query(CommitRows::commit)
                .list();
    }

    private static File file(ResultSet row, int number) throws SQLException {
        return new File(
                row.getString("path"),
                row.getString("sha256"),
                row.getLong("size"),
                row.getString("git_id"),
                row.getString("changed_in"),
                Optional.ofNullable(row.getObject("large", Boolean.class)));
    }

    private static Commit commit(ResultSet row, int number) throws SQLException {
        return new Commit(
                row.getString("id"),
                row.getString("parent"),
                row.getString("message"),
                RepositoryRows.instant(row, "created_at"));
    }
}
