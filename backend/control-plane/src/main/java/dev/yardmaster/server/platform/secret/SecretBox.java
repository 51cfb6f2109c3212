package dev.yardmaster.server.platform.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what is kept in the database: AES-256-GCM (NIST SP 800-38D) with a random nonce for each text. The result
 * starts with the id of the key, so that a wrong key is noticed as such.
 */
public final class SecretBox {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final String keyId;

    /** @param masterKey 32 bytes */
    public SecretBox(byte[] masterKey) {
        if (masterKey.length != 32) {
            throw new IllegalArgumentException("the master key has " + masterKey.length + " bytes instead of 32");
        }
        this.key = new SecretKeySpec(masterKey, "AES");
        this.keyId = Sha256.hex(masterKey).substring(0, 8);
    }

    /** Says nothing about the key itself. */
    public String keyId() {
        return keyId;
    }

    /**
     * @param purpose what the text is; the same has to be said to open it, so that one row's secret is no use in another
     */
    public String seal(String purpose, String text) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, purpose, nonce, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE, sealed.length);
        return keyId + ":" + Base64.getEncoder().encodeToString(all);
    }

    /** @throws IllegalStateException when the key is another, or the text was tampered with */
    public String open(String purpose, String sealed) {
        int colon = sealed.indexOf(':');
        if (colon < 0 || !sealed.substring(0, colon).equals(keyId)) {
            throw new IllegalStateException("sealed with another master key than " + keyId);
        }
        byte[] all = Base64.getDecoder().decode(sealed.substring(colon + 1));
        byte[] nonce = Arrays.copyOf(all, NONCE);
        byte[] text = run(Cipher.DECRYPT_MODE, purpose, nonce, Arrays.copyOfRange(all, NONCE, all.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String purpose, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot " + (mode == Cipher.ENCRYPT_MODE ? "seal" : "open"), e);
        }
    }
}
