package dev.yardmaster.server.catalog.hub.store;

import dev.yardmaster.server.catalog.hub.RepositoryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of the upstream hub, and which of its content is kept here. */
@Repository
public class MirrorRows {
    private final JdbcClient jdbc;

    MirrorRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a revision stood for when it was looked at last. */
    public record Seen(String commit, Instant at) {}

    public boolean knows(RepositoryName name) {
        return jdbc.sql("select exists (select 1 from hub_mirror_commit where repository = :repository)")
                .param("repository", name.toString())
                .query(Boolean.class)
                .single();
    }

    public Optional<Seen> seen(RepositoryName name, String revision) {
        return jdbc.sql("""
                        select commit_id, seen_at from hub_mirror_revision
                        where repository = :repository and revision = :revision""")
                .param("repository", name.toString())
                .param("revision", revision)
                .query(MirrorRows::seen)
                .optional();
    }

    /** As the upstream describes the repository at that commit. */
    public Optional<String> description(RepositoryName name, String commit) {
        return jdbc.sql("""
                        select description from hub_mirror_commit
                        where repository = :repository and commit_id = :commit""")
                .param("repository", name.toString())
                .param("commit", commit)
                .query(String.class)
                .optional();
    }

    /** A commit never changes, so the first description stays. */
    public void put(RepositoryName name, String revision, String commit, String description, Instant now) {
        jdbc.sql("""
                        insert into hub_mirror_commit (repository, commit_id, description, seen_at)
                        values (:repository, :commit, :description, :now) on conflict do nothing""")
                .param("repository", name.toString())
                .param("commit", commit)
                .param("description", description)
                .param("now", BlobRows.utc(now))
                .update();
        jdbc.sql("""
                        insert into hub_mirror_revision (repository, revision, commit_id, seen_at)
                        values (:repository, :revision, :commit, :now)
                        on conflict (repository, revision) do update
                        set commit_id = excluded.commit_id, seen_at = excluded.seen_at""")
                .param("repository", name.toString())
                .param("revision", revision)
                .param("commit", commit)
                .param("now", BlobRows.utc(now))
                .update();
    }

    /** Content that is kept. */
    public record Cached(String key, long size) {}

    /** Whether the content is kept; if it is, it counts as used now. */
    public boolean use(String key, Instant now) {
        boolean there = jdbc.sql("select exists (select 1 from hub_mirror_content where key = :key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
        if (there) {
            jdbc.sql("update hub_mirror_content set used_at = :now where key = :key and used_at < :before")
                    .param("key", key)
                    .param("now", BlobRows.utc(now))
                    .param("before", BlobRows.utc(now.minus(Duration.ofSeconds(10))))
                    .update();
        }
        return there;
    }

    public void keep(Cached content, Instant now) {
        jdbc.sql("""
                        insert into hub_mirror_content (key, size, used_at) values (:key, :size, :now)
                        on conflict (key) do update set used_at = excluded.used_at""")
                .param("key", content.key())
                .param("size", content.size())
                .param("now", BlobRows.utc(now))
                .update();
    }

    public void forget(String key) {
        jdbc.sql("delete from hub_mirror_content where key = :key")
                .param("key", key)
                .update();
    }

    public long total() {
        return jdbc.sql("select coalesce(sum(size), 0) from hub_mirror_content")
                .query(Long.class)
                .single();
    }

    /** What was used longest ago first. */
    public List<Cached> oldest(int max) {
        return jdbc.sql("select key, size from hub_mirror_content order by used_at, key limit :max")
                .param("max", max)
                .query(Cached.class)
                .list();
    }

    private static Seen seen(ResultSet row, int number) throws SQLException {
        return new Seen(row.getString("commit_id"), RepositoryRows.instant(row, "seen_at"));
    }
}
