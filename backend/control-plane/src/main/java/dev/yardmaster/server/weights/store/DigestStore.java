package dev.yardmaster.server.weights.store;

import dev.yardmaster.contract.agent.FileChunks;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Digests that nodes found: of whole files where no source stated them, and of chunks. */
@Repository
public class DigestStore {
    private static final int BYTES = 32;

    private final JdbcClient sql;

    DigestStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** A file of a content. */
    public record File(String key, String path) {}

    /** Digests of a file's chunks, in order; none where nodes disagreed about them. */
    public record Chunks(int chunkBytes, List<String> chunks) {
        public Chunks {
            chunks = List.copyOf(chunks);
        }

        static Chunks of(FileChunks file) {
            return new Chunks(file.chunkBytes(), file.chunks());
        }
    }

    public Map<File, String> learned(Collection<String> keys) {
        return sql
                .sql("select key, path, sha256 from weights_digest where key = any(?)")
                .params((Object) keys.toArray(String[]::new))
                .query((row, _) ->
                        Map.entry(new File(row.getString("key"), row.getString("path")), row.getString("sha256")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What is known afterwards: this, or what another node was first to find. */
    public String learn(File file, String sha256, String node, Instant now) {
        sql.sql("""
                        insert into weights_digest (key, path, sha256, node, learned_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(file.key(), file.path(), sha256, node, now.atOffset(ZoneOffset.UTC))
                .update();
        return sql.sql("select sha256 from weights_digest where key = ? and path = ?")
                .params(file.key(), file.path())
                .query(String.class)
                .single();
    }

    /** By digest of the whole file, and only those that all nodes agree about. */
    public Map<String, Chunks> chunks(Collection<String> sha256) {
        return sql
                .sql(
                        "select sha256, chunk_bytes, chunks from weights_chunks where sha256 = any(?) and length(chunks) > 0")
                .params((Object) sha256.toArray(String[]::new))
                .query((row, _) -> Map.entry(
                        row.getString("sha256"), new Chunks(row.getInt("chunk_bytes"), hex(row.getBytes("chunks")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** False where another node said something else of chunks of the same length; then nobody is told any more. */
    public boolean agree(FileChunks file, String node, Instant now) {
        byte[] chunks = bytes(file.chunks());
        sql.sql("""
                        insert into weights_chunks (sha256, chunk_bytes, chunks, node, learned_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(file.sha256(), file.chunkBytes(), chunks, node, now.atOffset(ZoneOffset.UTC))
                .update();
        return sql.sql("""
                        update weights_chunks set chunks = '' where sha256 = ? and chunk_bytes = ?
                        and length(chunks) > 0 and chunks <> ?""").params(file.sha256(), file.chunkBytes(), chunks).update() == 0;
    }

    private static byte[] bytes(List<String> hex) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(hex.size() * BYTES);
        hex.forEach(h -> all.writeBytes(HexFormat.of().parseHex(h)));
        return all.toByteArray();
    }

    private static List<String> hex(byte[] bytes) {
        List<String> all = new ArrayList<>(bytes.length / BYTES);
        for (int i = 0; i + BYTES <= bytes.length; i += BYTES) {
            all.add(HexFormat.of().formatHex(bytes, i, i + BYTES));
        }
        return all;
    }
}
