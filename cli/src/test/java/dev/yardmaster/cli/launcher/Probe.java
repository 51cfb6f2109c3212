package dev.yardmaster.cli.launcher;

import java.util.List;

/** Stands in for a part: says how it was started, and stays when asked to. */
public final class Probe {
    private Probe() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("started " + List.of(arguments) + " from " + System.getenv("YARD_DIST"));
        if (List.of(arguments).contains("stay")) {
            System.in.read();
        }
    }
}
