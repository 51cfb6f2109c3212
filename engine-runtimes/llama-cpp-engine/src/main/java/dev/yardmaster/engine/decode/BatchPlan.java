package dev.yardmaster.engine.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Which sequence gets how many tokens of the next decode call. Sequences that wait for one token come first, so
 * that a long prompt delays nobody's next token by more than {@code promptShare} tokens.
 */
record BatchPlan(List<Share> shares) {

    /** What a slot still has to decode. */
    record Want(int slot, int remaining) {}

    /** What a slot may decode now. */
    record Share(int slot, int tokens) {}

    /** {@code wants} in order of arrival. */
    static BatchPlan of(List<Want> wants, int capacity, int promptShare) {
        var shares = new ArrayList<Share>();
        int left = capacity;
        for (Want want : wants) {
            if (want.remaining() == 1 && left > 0) {
                shares.add(new Share(want.slot(), 1));
                left--;
            }
        }
        int forPrompts = shares.isEmpty() ? left : Math.min(left, promptShare);
        for (Want want : wants) {
            int tokens = Math.min(want.remaining(), forPrompts);
            if (want.remaining() > 1 && tokens > 0) {
                shares.add(new Share(want.slot(), tokens));
                forPrompts -= tokens;
            }
        }
        return new BatchPlan(List.copyOf(shares));
    }
}
