package dev.yardmaster.standins.engine;

import java.util.List;

/** A program that serves a model. */
public interface Engine {
    /**
     * Starts and returns when it serves, or when it is to go on by itself.
     *
     * @throws dev.yardmaster.standins.cli.Ended where it would not start
     */
    void start(List<String> arguments);

    /** What it does when it is asked to end; the exit code. */
    int terminate();
}
