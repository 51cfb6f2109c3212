package dev.yardmaster.hub.guard;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Hosts and networks that may be reached although they are not public, and without TLS. */
public final class AllowList {
    public static final AllowList NOTHING = new AllowList(Set.of(), List.of());

    private final Set<String> hosts;
    private final List<Network> networks;

    private AllowList(Set<String> hosts, List<Network> networks) {
        this.hosts = hosts;
        this.networks = networks;
    }

    /**
     * Reads for instance {@code minio.internal,10.0.0.0/8}, the value of {@code YARD_PRIVATE_SOURCES}.
     *
     * @throws IllegalArgumentException naming the entry that is neither a host nor a network
     */
    public static AllowList parse(String text) {
        Set<String> hosts = new LinkedHashSet<>();
        List<Network> networks = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .mapMulti((String entry, Consumer<Network> add) -> {
                    if (entry.contains("/") || Network.literal(entry).isPresent()) {
                        add.accept(Network.parse(entry));
                    } else {
                        hosts.add(host(entry));
                    }
                })
                .toList();
        return new AllowList(Set.copyOf(hosts), networks);
    }

    private static String host(String entry) {
        if (!entry.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})")) {
            throw new IllegalArgumentException(
                    "'" + entry + "' is neither a host nor a network; expected for instance minio.internal,10.0.0.0/8");
        }
        return entry.toLowerCase(Locale.ROOT);
    }

    /** This list and a host that somebody configured. */
    public AllowList and(String host) {
        return Network.literal(host)
                .map(a -> new AllowList(
                        hosts,
                        Stream.concat(networks.stream(), Stream.of(Network.parse(a.getHostAddress())))
                                .toList()))
                .orElseGet(() -> {
                    Set<String> more = new LinkedHashSet<>(hosts);
                    more.add(host(host));
                    return new AllowList(Set.copyOf(more), networks);
                });
    }

    boolean hasHost(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    boolean hasAddress(InetAddress address) {
        return networks.stream().anyMatch(n -> n.contains(address));
    }
}
