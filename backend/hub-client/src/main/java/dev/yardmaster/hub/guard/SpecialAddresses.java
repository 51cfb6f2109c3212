package dev.yardmaster.hub.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses that are not hosts of the public internet, from IANA's special-purpose registries (RFC 6890 and updates),
 * and those where clouds answer questions about the machine itself.
 */
final class SpecialAddresses {
    private static final List<Named> NETWORKS = Stream.of(
                    named("unspecified", "0.0.0.0/8", "::/128"),
                    named("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
                    named("shared by a carrier's customers", "100.64.0.0/10"),
                    named("this machine's own", "127.0.0.0/8", "::1/128"),
                    named("link-local", "169.254.0.0/16", "fe80::/10"),
                    named("a cloud's metadata service", "168.63.129.16", "192.0.0.192"),
                    named("reserved", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "100::/64", "2001::/23"),
                    named("for documents", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"),
                    named("multicast", "224.0.0.0/4", "ff00::/8"))
            .flatMap(s -> s)
            .toList();
    private static final Network TRANSLATED = Network.parse("64:ff9b::/96");
    private static final Network LOCALLY_TRANSLATED = Network.parse("64:ff9b:1::/48");
    private static final Network COMPATIBLE = Network.parse("::/96");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");

    private SpecialAddresses() {}

    private record Named(String word, Network network) {}

    private static Stream<Named> named(String word, String... networks) {
        return Arrays.stream(networks).map(n -> new Named(word, Network.parse(n)));
    }

    /** What is special about it; empty for a plain public address. */
    static Optional<String> kind(InetAddress address) {
        InetAddress inner = embedded(address).orElse(address);
        return NETWORKS.stream()
                .filter(n -> n.network().contains(inner) || n.network().contains(address))
                .map(Named::word)
                .findFirst()
                .or(() -> LOCALLY_TRANSLATED.contains(address) ? Optional.of("private") : Optional.empty());
    }

    /** The IPv4 address that an IPv6 address leads to. */
    private static Optional<InetAddress> embedded(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return Optional.empty();
        }
        byte[] bytes = address.getAddress();
        boolean last = TRANSLATED.contains(address) || COMPATIBLE.contains(address) || isMapped(bytes);
        if (!last && !SIX_TO_FOUR.contains(address)) {
            return Optional.empty();
        }
        byte[] four = last ? Arrays.copyOfRange(bytes, 12, 16) : Arrays.copyOfRange(bytes, 2, 6);
        return Network.literal((four[0] & 255) + "." + (four[1] & 255) + "." + (four[2] & 255) + "." + (four[3] & 255));
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }
}
