package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.server.catalog.hub.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A commit's id: SHA-1 over repository, parent, message and files, each ended by a character that none of them holds
 * or given with its length. The same commit made twice is one commit.
 */
final class CommitId {
    private CommitId() {}

    static String of(RepositoryName repository, String parent, String message, List<NewFile> files) {
        MessageDigest sha1 = GitObjects.digest("SHA-1");
        StringBuilder text = new StringBuilder("yardmaster commit 1\n")
                .append(repository)
                .append('\n')
                .append(parent)
                .append('\n');
        text.append(message.length()).append('\n').append(message).append('\n');
        files.stream()
                .sorted(Comparator.comparing(NewFile::path))
                .forEach(f -> text.append(f.path())
                        .append('\0')
                        .append(f.size())
                        .append('\0')
                        .append(f.sha256())
                        .append('\n'));
        return HexFormat.of().formatHex(sha1.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
