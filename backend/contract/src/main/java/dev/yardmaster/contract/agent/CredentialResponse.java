package dev.yardmaster.contract.agent;

/** A node's next credential. */
public record CredentialResponse(String credential) {
    @Override
    public String toString() {
        return "CredentialResponse[]";
    }
}
