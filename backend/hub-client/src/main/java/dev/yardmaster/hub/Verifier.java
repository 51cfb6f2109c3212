package dev.yardmaster.hub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Digests of a file as it streams by, and what they should be. A git blob id is SHA-1 over a header and the content. */
final class Verifier {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern BLOB = Pattern.compile("[0-9a-f]{40}");

    private final HubFile file;
    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest blob = digest("SHA-1");
    private Optional<String> wanted;

    Verifier(HubFile file) {
        this.file = file;
        this.wanted =
                file.sha256().map(Verifier::sha256Name).or(() -> file.blobId().map(Verifier::blobName));
        reset();
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    void reset() {
        sha256.reset();
        blob.reset();
        blob.update(("blob " + file.size() + "\0").getBytes(StandardCharsets.UTF_8));
    }

    void update(ByteBuffer bytes) {
        if (file.sha256().isEmpty()) {
            blob.update(bytes.duplicate());
        }
        sha256.update(bytes);
    }

    /** Whether it is known what the content should be. Nothing has no other content than nothing. */
    boolean knows() {
        return wanted.isPresent() || file.size() == 0;
    }

    /** Takes the digest that a hub's entity tag is, where the listing stated none. */
    void learn(Optional<String> etag) {
        if (wanted.isEmpty()) {
            String tag = etag.orElse("").replaceFirst("^W/", "").replace("\"", "");
            wanted = Optional.of(tag).filter(t -> SHA256.matcher(t).matches()).map(Verifier::sha256Name);
            wanted = wanted.or(() ->
                    Optional.of(tag).filter(t -> BLOB.matcher(t).matches()).map(Verifier::blobName));
        }
    }

    /** What is wrong with what went by; ends the digests. */
    Optional<HubException.Corrupt> verdict() {
        String actual = wanted.orElse("").startsWith("git-blob:")
                ? blobName(HexFormat.of().formatHex(blob.digest()))
                : sha256Name(HexFormat.of().formatHex(sha256.digest()));
        return wanted.filter(w -> !w.equals(actual)).map(w -> new HubException.Corrupt(file.path(), w, actual));
    }

    private static String sha256Name(String hex) {
        return "sha256:" + hex;
    }

    private static String blobName(String hex) {
        return "git-blob:" + hex;
    }
}
