package dev.yardmaster.systemtests.bench;

import java.util.List;

/** {@code yard bench NAME}. */
public final class Bench {
    private static final int USAGE = 2;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).equals(List.of("startup"))) {
            new StartupBench(System.out).run();
            return;
        }
        System.err.println("usage: ./yard bench startup");
        System.exit(USAGE);
    }
}
