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
        if (arguments.length > 0 && arguments[0].equals("swarm")) {
            List<String> rest = List.of(arguments).subList(1, arguments.length);
            new SwarmBench(System.out, SwarmBench.Plan.parse(rest)).run();
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("weights")) {
            List<String> rest = List.of(arguments).subList(1, arguments.length);
            new WeightsBench(System.out, WeightsBench.Plan.parse(rest)).run();
            return;
        }
        System.err.println("usage: ./yard bench startup\n"
                + "       ./yard bench weights [--rounds N] [--size MIB]\n"
                + "       ./yard bench swarm [--rounds N] [--agents N] [--size MIB] [--rate MB_PER_SECOND]");
        System.exit(USAGE);
    }
}
