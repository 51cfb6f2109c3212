package dev.yardmaster.hub;

import java.util.Optional;

/**
 * What a hub says of a repository at a revision.
 *
 * @param commit 40 hex digits
 * @param licence as its card states it
 * @param gated whether its terms have to be accepted first
 */
public record HubInfo(String commit, Optional<String> licence, Optional<Boolean> gated) {}
