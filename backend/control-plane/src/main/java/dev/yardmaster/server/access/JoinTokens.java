package dev.yardmaster.server.access;

/** Tokens of scope {@code node-join}. */
public interface JoinTokens {

    /**
     * Uses the token up, in the caller's transaction: of two that try at the same time one gets through, and a rollback
     * leaves the token good.
     *
     * @throws dev.yardmaster.contract.problem.ProblemException unauthenticated, when the token is unknown, used, expired
     *     or not for joining
     */
    void consume(String token);
}
