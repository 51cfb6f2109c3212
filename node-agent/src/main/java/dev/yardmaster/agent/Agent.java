package dev.yardmaster.agent;

/** The agent's process. */
public final class Agent {
    private Agent() {}

    public static void main(String[] arguments) {}
}
