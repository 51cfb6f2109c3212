package dev.yardmaster.cli.process;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The processes of one machine, started and stopped together. Not for use by several threads, {@link #killAll} apart. */
public final class Site {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final SiteSettings settings;
    private final Function<Part, List<String>> commands;
    private final Duration grace;
    private final Map<Part, Child> children = new EnumMap<>(Part.class);

    /** @param commands how each part is started */
    public Site(SiteSettings settings, Function<Part, List<String>> commands) {
        this(settings, commands, GRACE);
    }

    /** @param grace how long a part may take to end before it is made to */
    public Site(SiteSettings settings, Function<Part, List<String>> commands, Duration grace) {
        this.settings = settings;
        this.commands = commands;
        this.grace = grace;
    }

    public SiteSettings settings() {
        return settings;
    }

    /** Starts a part with settings of its own on top of the site's. */
    public synchronized Child start(Part part, Map<String, String> more) {
        SiteSettings all = settings;
        for (Map.Entry<String, String> entry : more.entrySet()) {
            all = all.with(entry.getKey(), entry.getValue());
        }
        Child child = Child.start(part.word(), commands.apply(part), all.environment(), settings.log(part.word()));
        children.put(part, child);
        return child;
    }

    public synchronized Optional<Child> child(Part part) {
        return Optional.ofNullable(children.get(part));
    }

    /** The first that ended without being asked to. */
    public synchronized Optional<Child> dead() {
        return children.values().stream().filter(c -> !c.isAlive()).findFirst();
    }

    public String healthUrl(Part part) {
        return switch (part) {
            case SERVER -> settings.serverUrl() + "/actuator/health";
            case GATEWAY -> settings.gatewayUrl() + "/healthz";
            case AGENT -> settings.agentUrl() + "/healthz";
            case ENGINE, CLI -> throw new IllegalArgumentException(part + " has no address of its own");
        };
    }

    /** In the order that lets each say goodbye to the next: agent (and its engines), gateway, server. */
    public void stopAll() {
        List.of(Part.AGENT, Part.GATEWAY, Part.SERVER).forEach(this::stop);
    }

    public void stop(Part part) {
        Optional<Child> child = child(part);
        child.filter(Child::isAlive).ifPresent(c -> c.stop(grace));
        forget(part);
    }

    /** As kill -9, of everything at once, engines included; only the database may close its files. */
    public void killAll() {
        children.values().forEach(Child::killWithDescendants);
        new EmbeddedDatabase(settings.home()).end();
    }

    private synchronized void forget(Part part) {
        children.remove(part);
    }
}
