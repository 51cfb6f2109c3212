package dev.yardmaster.server.weights.internal;

/** Words that come from agents, made fit to be kept and shown. */
final class Texts {
    private static final int LONGEST = 500;

    private Texts() {}

    static String sentence(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }
}
