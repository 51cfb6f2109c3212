package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.weights.source.MemberSource;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.SourceProblem;
import dev.yardmaster.agent.weights.transfer.SourceProblem.What;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * An archive whose members were fetched by themselves: put together again with what lies between them, it has to have
 * its digest. Members that are not here are read from the source, and not kept.
 */
record Archive(String sha256, long size, ChunkSource source) {
    private static final int PIECE = 1 << 17;

    /** @param offset in the archive */
    record Member(long offset, long size, Path file) {}

    /**
     * Whether the members' files are what the archive holds.
     *
     * @param members by offset
     * @throws WeightsProblem it cannot be told
     */
    boolean holds(List<Member> members) throws IOException, InterruptedException {
        MessageDigest digest = Digests.sha256();
        long at = 0;
        for (Member member : members) {
            if (member.offset() < at || member.size() > size - member.offset()) {
                return false;
            }
            between(at, member.offset(), digest);
            update(member.file(), digest);
            at = member.offset() + member.size();
        }
        between(at, size, digest);
        return HexFormat.of().formatHex(digest.digest()).equals(sha256);
    }

    private static void update(Path file, MessageDigest digest) throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    private void between(long from, long to, MessageDigest digest) throws IOException, InterruptedException {
        if (from == to) {
            return;
        }
        try {
            read(from, to, digest);
        } catch (SourceProblem e) {
            throw new WeightsProblem(Kind.UNREACHABLE, e.sentence());
        }
    }

    /** That a source has no ranges is found out by asking for one, before a byte comes. */
    private void read(long from, long to, MessageDigest digest)
            throws SourceProblem, IOException, InterruptedException {
        var part = new MemberSource(source, 0, size, size);
        try {
            WatchedRead.of(part, from, to, digest::update);
        } catch (SourceProblem e) {
            if (e.what() != What.NO_RANGES) {
                throw e;
            }
            WatchedRead.of(part, from, to, digest::update);
        }
    }
}
