package dev.yardmaster.server.catalog.source;

import dev.yardmaster.hub.guard.AllowList;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator says about sources.
 *
 * @param hfEndpoint {@code YARD_HF_ENDPOINT}, where {@code hf://} leads
 * @param msEndpoint {@code YARD_MS_ENDPOINT}, where {@code ms://} leads
 * @param privateSources {@code YARD_PRIVATE_SOURCES}: hosts and networks that sources may be in although they are not
 *     public, and may be spoken to without TLS
 * @param fileRoots {@code YARD_FILE_ROOTS}: directories that {@code file://} may name, separated by commas
 * @param pvcMounts {@code YARD_PVC_MOUNTS}: {@code claim=path} or {@code namespace:claim=path}, separated by commas
 */
@ConfigurationProperties("yard")
public record SourceProperties(
        URI hfEndpoint,
        @DefaultValue("https://modelscope.cn") URI msEndpoint,
        @DefaultValue("") String privateSources,
        @DefaultValue("") String fileRoots,
        @DefaultValue("") String pvcMounts) {
    public SourceProperties {
        requireBase("YARD_HF_ENDPOINT", hfEndpoint);
        requireBase("YARD_MS_ENDPOINT", msEndpoint);
        try {
            AllowList.parse(privateSources);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("YARD_PRIVATE_SOURCES: " + e.getMessage(), e);
        }
        roots(fileRoots);
        mounts(pvcMounts);
    }

    /** Directories that {@code file://} may name. */
    public List<Path> roots() {
        return roots(fileRoots);
    }

    /** Where claims are mounted. */
    public Map<String, Path> mounts() {
        return mounts(pvcMounts);
    }

    private static List<Path> roots(String list) {
        return entries(list).map(r -> absolute("YARD_FILE_ROOTS", r)).toList();
    }

    private static Map<String, Path> mounts(String list) {
        Map<String, Path> mounts = new TreeMap<>();
        entries(list).forEach(entry -> {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "YARD_PVC_MOUNTS: '" + entry + "' is no pair; expected claim=/path or namespace:claim=/path");
            }
            mounts.put(entry.substring(0, equals), absolute("YARD_PVC_MOUNTS", entry.substring(equals + 1)));
        });
        return mounts;
    }

    private static Stream<String> entries(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(s -> !s.isEmpty());
    }

    private static Path absolute(String setting, String text) {
        Path path = Path.of(text);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException(setting + ": '" + text + "' is not an absolute path");
        }
        return path.normalize();
    }

    private static void requireBase(String name, URI base) {
        if (!Set.of("http", "https").contains(String.valueOf(base.getScheme()))
                || base.getHost() == null
                || base.getUserInfo() != null
                || base.getQuery() != null) {
            throw new IllegalArgumentException(name + " is '" + base + "'; expected http(s)://host[:port][/prefix]");
        }
    }
}
