package dev.yardmaster.cli.demo;

/** The demo cannot go on; the sentence says why and where to look. */
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String sentence) {
        super(sentence, null, false, false);
    }
}
