package dev.yardmaster.server.runtimes.choice;

/** One part of a runtime's score. */
record Points(Aspect aspect, int points, String sentence) {
    /** What is looked at, and the most points it can give. */
    enum Aspect {
        /** What somebody wrote into the runtime beats everything else. */
        PRIORITY(100),
        HARDWARE(40),
        ARCHITECTURE(15),
        QUANTIZATION(15),
        SIZE(10),
        ABILITIES(10),
        START(10),
        WEIGHTS_HELD(10);

        private final int most;

        Aspect(int most) {
            this.most = most;
        }

        int most() {
            return most;
        }
    }

    String told() {
        return aspect + " " + points + " of " + aspect.most() + ": " + sentence;
    }
}
