package dev.yardmaster.server.runtimes.choice;

/**
 * What speaks against a runtime.
 *
 * @param field of a deployment that it is about
 * @param impossible not even asking for it by name makes it work
 */
record Objection(String field, boolean impossible, String sentence, String remedy) {
    static final String RUNTIME = "spec.runtime";

    static Objection impossible(String field, String sentence, String remedy) {
        return new Objection(field, true, sentence, remedy);
    }

    static Objection unfit(String sentence, String remedy) {
        return new Objection(RUNTIME, false, sentence, remedy);
    }
}
