package dev.yardmaster.standins.talk;

/** The engine was told to fail this request. */
public final class SickException extends Exception {
    private static final long serialVersionUID = 1L;

    SickException() {
        super("EngineCore encountered an issue.", null, false, false);
    }
}
