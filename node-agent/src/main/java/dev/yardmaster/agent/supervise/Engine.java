package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.LaunchPlanner;

/**
 * Where an engine is reached.
 *
 * @param key its API key; empty where it has none or it is not known
 */
record Engine(String host, Launched launched, String key) {
    String base(String port) {
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + literal + ":" + launched.ports().getOrDefault(port, launched.port());
    }

    String base() {
        return base(LaunchPlanner.HTTP);
    }

    @Override
    public String toString() {
        return "Engine[" + base() + "]";
    }
}
