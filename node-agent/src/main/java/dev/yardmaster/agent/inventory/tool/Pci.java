package dev.yardmaster.agent.inventory.tool;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses on the PCI bus, which every tool writes in its own way. */
public final class Pci {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:PCI:)?([0-9a-fA-F]{4,8}):([0-9a-fA-F]{2}):([0-9a-fA-F]{2})(?:\\.([0-7]))?");

    private Pci() {}

    /** As the kernel writes it, {@code 0000:3d:00.0}; empty where it is no address. */
    public static Optional<String> address(String text) {
        Matcher parts = ADDRESS.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String domain = parts.group(1);
        String function = Optional.ofNullable(parts.group(4)).orElse("0");
        return Optional.of((domain.substring(Math.max(0, domain.length() - 4)) + ":" + parts.group(2) + ":"
                        + parts.group(3) + "." + function)
                .toLowerCase(Locale.ROOT));
    }
}
