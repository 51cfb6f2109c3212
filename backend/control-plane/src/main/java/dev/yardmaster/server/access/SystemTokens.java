package dev.yardmaster.server.access;

import dev.yardmaster.contract.access.KeyScope;

/** Tokens that the server itself needs towards its neighbours. All servers on one database share them. */
public interface SystemTokens {
    /** The live token of that name and scope; made when there is none, and made anew when somebody revoked it. */
    String token(String name, KeyScope scope);
}
