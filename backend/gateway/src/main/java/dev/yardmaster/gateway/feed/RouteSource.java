package dev.yardmaster.gateway.feed;

import dev.yardmaster.contract.route.RouteTable;

/** Where route tables come from. Blocks for at most the wait it asks for and some seconds more. */
public interface RouteSource {
    /** What the server said. */
    sealed interface Answer {
        record Fresh(RouteTable table) implements Answer {}

        record NothingNew() implements Answer {}

        /** The token is not, or no longer, good. */
        record Unauthorized(int status) implements Answer {}

        /** It did not answer, or not sensibly. */
        record Failed(String why) implements Answer {}
    }

    /** Asks for what comes after {@code after}, and lets the server wait for it. */
    Answer poll(long after, String token) throws InterruptedException;
}
