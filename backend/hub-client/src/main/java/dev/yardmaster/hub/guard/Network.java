package dev.yardmaster.hub.guard;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/** Addresses that share their first bits. */
record Network(InetAddress first, int bits) {

    /** @throws IllegalArgumentException where the text is no address with or without {@code /bits} */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a network"));
        int longest = address.getAddress().length * 8;
        int bits = slash < 0 ? longest : number(text, text.substring(slash + 1));
        if (bits < 0 || bits > longest) {
            throw new IllegalArgumentException("'" + text + "' has more than " + longest + " bits");
        }
        return new Network(address, bits);
    }

    private static int number(String text, String bits) {
        if (!bits.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is not a network; expected for instance 10.0.0.0/8");
        }
        return Integer.parseInt(bits);
    }

    /** The address that a text writes out; never asks a name server. */
    static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean six = bare.contains(":") && bare.toLowerCase(Locale.ROOT).matches("[0-9a-f:.]+");
        if (!six && !bare.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
