package dev.yardmaster.server.catalog.source;

import dev.yardmaster.hub.guard.AllowList;
import java.net.URI;
import java.util.Set;
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
