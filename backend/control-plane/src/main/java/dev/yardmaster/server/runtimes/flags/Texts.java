package dev.yardmaster.server.runtimes.flags;

/** Texts of people in sentences of ours. */
final class Texts {
    private static final int MOST = 60;

    private Texts() {}

    /** Without control characters, and not too long. */
    static String shortened(String text) {
        String plain = text.replaceAll("[\\x00-\\x1f\\x7f]", "?");
        return plain.length() > MOST ? plain.substring(0, MOST) + "..." : plain;
    }
}
