package dev.yardmaster.server.runtimes.choice;

/** One part of a runtime's score. */
record Points(Aspect aspect, int points, String sentence) {
    /** What is looked at, and the most points it can give. */
    enum Aspect {
        /** A tenth of what is written into the runtime: those that come with the server have up to 100. */
        PRIORITY(100),
        /** Somebody stated it here. */
        STATED(10),
        HARDWARE(40),
        ARCHITECTURE(15),
        QUANTIZATION(15),
        SIZE(10),
        ABILITIES(10),
        /** What needs not be installed or pulled starts sooner and fails less. */
        START(30),
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
