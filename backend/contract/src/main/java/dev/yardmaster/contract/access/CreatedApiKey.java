package dev.yardmaster.contract.access;

/** @param token shown this once; only its hash is kept */
public record CreatedApiKey(ApiKey key, String token) {
    @Override
    public String toString() {
        return "CreatedApiKey[" + key.id() + "]";
    }
}
