package dev.yardmaster.server.catalog.internal;

import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where {@code hf://} leads.
 *
 * @param hfEndpoint {@code YARD_HF_ENDPOINT}
 */
@ConfigurationProperties("yard")
record CatalogProperties(URI hfEndpoint) {
    CatalogProperties {
        if (!Set.of("http", "https").contains(String.valueOf(hfEndpoint.getScheme()))
                || hfEndpoint.getHost() == null
                || hfEndpoint.getUserInfo() != null
                || hfEndpoint.getQuery() != null) {
            throw new IllegalArgumentException(
                    "YARD_HF_ENDPOINT is '" + hfEndpoint + "'; expected http(s)://host[:port][/prefix]");
        }
    }
}
