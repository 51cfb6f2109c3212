package dev.yardmaster.server.placement;

/** One of the reasons for a score, with the points it gave. */
public record ScorePart(Aspect aspect, int points, String sentence) {
    /** What is looked at, and the most points it can give. */
    public enum Aspect {
        /** Nothing needs to be downloaded. */
        WEIGHTS_HELD(40),
        /** The share of memory that would stay free. */
        FREE_MEMORY(30),
        /** Few instances of the same deployment, so that losing the node loses few. */
        SPREAD(30),
        /** How fast the devices that it would get talk to each other. */
        TOPOLOGY(20),
        /** Few free devices would be left beside it, so that whole groups stay whole elsewhere. */
        FRAGMENTS(20);

        private final int most;

        Aspect(int most) {
            this.most = most;
        }

        public int most() {
            return most;
        }
    }
}
