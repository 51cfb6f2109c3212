package dev.yardmaster.agent.platform;

import java.util.regex.Pattern;

/** Names from outside that become names of files. */
public final class SafeName {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}");

    private SafeName() {}

    /** Whether a name is one path element that can neither climb nor hide. */
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /** The name itself where it is plain, otherwise a stable plain name in its place. */
    public static String of(String name) {
        return isPlain(name) ? name : "k-" + Digests.hex(name).substring(0, 40);
    }
}
