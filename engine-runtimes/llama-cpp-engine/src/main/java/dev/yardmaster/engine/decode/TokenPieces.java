package dev.yardmaster.engine.decode;

/** What tokens stand for. */
public interface TokenPieces {
    byte[] piece(int token);

    /** Whether the token ends an answer. */
    boolean isEnd(int token);
}
