package dev.yardmaster.gateway.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Encrypts with AES-256-GCM under a key that HKDF-SHA256 (RFC 5869) derives from the gateway's token: who holds the
 * file without the token learns nothing, and a changed file does not open. Layout: magic, salt, nonce, ciphertext; the
 * magic is authenticated too.
 */
final class SnapshotCipher {
    private static final byte[] MAGIC = "YGW1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PURPOSE = "yardmaster gateway route table".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private SnapshotCipher() {}

    static byte[] seal(byte[] plain, String token) throws GeneralSecurityException {
        var random = new SecureRandom();
        byte[] salt = new byte[SALT];
        byte[] nonce = new byte[NONCE];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, token, salt, nonce).doFinal(plain);
        return ByteBuffer.allocate(MAGIC.length + SALT + NONCE + sealed.length)
                .put(MAGIC)
                .put(salt)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws GeneralSecurityException when it was sealed with another token, or is not what was sealed */
    static byte[] open(byte[] file, String token) throws GeneralSecurityException {
        if (file.length < MAGIC.length + SALT + NONCE) {
            throw new GeneralSecurityException("it is cut off");
        }
        ByteBuffer in = ByteBuffer.wrap(file);
        if (!ByteBuffer.wrap(MAGIC).equals(in.slice(0, MAGIC.length))) {
            throw new GeneralSecurityException("it is not a snapshot of this version");
        }
        byte[] salt = new byte[SALT];
        byte[] nonce = new byte[NONCE];
        in.position(MAGIC.length).get(salt).get(nonce);
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);
        return cipher(Cipher.DECRYPT_MODE, token, salt, nonce).doFinal(sealed);
    }

    private static Cipher cipher(int mode, String token, byte[] salt, byte[] nonce) throws GeneralSecurityException {
        HKDFParameterSpec derivation = HKDFParameterSpec.ofExtract()
                .addIKM(token.getBytes(StandardCharsets.UTF_8))
                .addSalt(salt)
                .thenExpand(PURPOSE, KEY_BYTES);
        SecretKey key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", derivation);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(MAGIC);
        return cipher;
    }
}
