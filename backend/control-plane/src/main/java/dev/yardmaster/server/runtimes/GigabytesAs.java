package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.engine.EngineTerm;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Units that engines count gigabytes (2^30) of ours in: {@code {{setting.TERM.bytes}}}, {@code {{value.mebibytes}}}. */
public enum GigabytesAs {
    BYTES(1L << 30),
    MEBIBYTES(1L << 10);

    private final long each;

    GigabytesAs(long each) {
        this.each = each;
    }

    /** The one that a placeholder's name ends with. */
    public static Optional<GigabytesAs> of(String name) {
        return Arrays.stream(values()).filter(u -> name.endsWith(u.suffix())).findFirst();
    }

    /** The name without its unit. */
    public String term(String name) {
        return name.substring(0, name.length() - suffix().length());
    }

    /** Whether a term is counted in gigabytes. */
    public static boolean fits(EngineTerm term) {
        return term.word().endsWith("Gib");
    }

    String convert(String gigabytes) {
        return Long.toString(Math.multiplyExact(Long.parseLong(gigabytes), each));
    }

    private String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
