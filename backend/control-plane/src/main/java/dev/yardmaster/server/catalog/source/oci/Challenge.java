package dev.yardmaster.server.catalog.source.oci;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a registry wants before it answers (RFC 9110, 11.6.1, and the distribution project's token specification). */
sealed interface Challenge {
    Pattern PARAMETER = Pattern.compile("([A-Za-z0-9_-]+)=(?:\"([^\"]*)\"|([^\\s,\"]+))");

    /** A token from somewhere else. */
    record Bearer(String realm, String service, String scope) implements Challenge {}

    record Basic() implements Challenge {}

    record Unknown() implements Challenge {}

    static Challenge parse(String header) {
        String start = header.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("basic")) {
            return new Basic();
        }
        if (!start.startsWith("bearer ")) {
            return new Unknown();
        }
        Map<String, String> parameters = new TreeMap<>();
        Matcher m = PARAMETER.matcher(
                header.substring(header.toLowerCase(Locale.ROOT).indexOf("bearer ") + 7));
        while (m.find()) {
            parameters.putIfAbsent(m.group(1).toLowerCase(Locale.ROOT), m.group(2) == null ? m.group(3) : m.group(2));
        }
        return new Bearer(
                parameters.getOrDefault("realm", ""),
                parameters.getOrDefault("service", ""),
                parameters.getOrDefault("scope", ""));
    }
}
