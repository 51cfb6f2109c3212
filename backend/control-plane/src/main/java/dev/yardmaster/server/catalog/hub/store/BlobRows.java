package dev.yardmaster.server.catalog.hub.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What content there is. */
@Repository
public class BlobRows {
    private final JdbcClient jdbc;

    BlobRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param gitId empty for content too large for git */
    public record Blob(String sha256, long size, String gitId) {}

    public void put(Blob blob, Instant now) {
        jdbc.sql("""
                        insert into hub_blob (sha256, size, git_id, touched_at)
                        values (:sha256, :size, nullif(:gitId, ''), :now)
                        on conflict (sha256) do update set touched_at = excluded.touched_at""")
                .param("sha256", blob.sha256())
                .param("size", blob.size())
                .param("gitId", blob.gitId())
                .param("now", utc(now))
                .update();
    }

    /** Says that somebody is about to commit it. */
    public Optional<Blob> touch(String sha256, Instant now) {
        return jdbc.sql("""
                        update hub_blob set touched_at = :now where sha256 = :sha256
                        returning sha256, size, coalesce(git_id, '') as git_id""")
                .param("sha256", sha256)
                .param("now", utc(now))
                .query(Blob.class)
                .optional();
    }

    /** Those that there are, by digest, held until the transaction ends so that none is swept away meanwhile. */
    public Map<String, Blob> hold(Collection<String> digests) {
        return jdbc.sql("""
                        select sha256, size, coalesce(git_id, '') as git_id from hub_blob
                        where sha256 = any(:digests) order by sha256 for key share""").param("digests", digests.toArray(String[]::new)).query(Blob.class).list().stream()
                .collect(Collectors.toMap(Blob::sha256, Function.identity()));
    }

    /** Content that no commit holds and nobody asked for since. */
    public List<String> unreferenced(Instant before, int max) {
        return jdbc.sql("""
                        select sha256 from hub_blob b where touched_at < :before
                        and not exists (select 1 from hub_file f where f.sha256 = b.sha256)
                        order by touched_at limit :max""")
                .param("before", utc(before))
                .param("max", max)
                .query(String.class)
                .list();
    }

    /** Forgets content that is still {@link #unreferenced}; false where it no longer is. */
    public boolean forget(String sha256, Instant before) {
        return jdbc.sql("""
                                delete from hub_blob b where sha256 = :sha256 and touched_at < :before
                                and not exists (select 1 from hub_file f where f.sha256 = b.sha256)""")
                        .param("sha256", sha256)
                        .param("before", utc(before))
                        .update()
                == 1;
    }

    /** Those of the digests that there is a row for. */
    public Set<String> known(Collection<String> digests) {
        return Set.copyOf(jdbc.sql("select sha256 from hub_blob where sha256 = any(:digests)")
                .param("digests", digests.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Bytes of all content. */
    public long total() {
        return jdbc.sql("select coalesce(sum(size), 0) from hub_blob")
                .query(Long.class)
                .single();
    }

    /** Bytes of the content that any commit of the repository holds. */
    public long total(long repository) {
        return jdbc.sql("""
                        select coalesce(sum(size), 0) from hub_blob b where exists (
                            select 1 from hub_file f where f.repository_id = :id and f.sha256 = b.sha256)""").param("id", repository).query(Long.class).single();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
