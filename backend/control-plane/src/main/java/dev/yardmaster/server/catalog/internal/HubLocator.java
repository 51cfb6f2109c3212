package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.FileLocator;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Locations on hubs: they all answer at {@code /NAME/resolve/COMMIT/PATH}. */
@Component
class HubLocator implements FileLocator {
    private final Models models;
    private final CatalogProperties properties;

    HubLocator(Models models, CatalogProperties properties) {
        this.models = models;
        this.properties = properties;
    }

    @Override
    public List<FileLocation> locate(Kind kind, String name, List<String> paths) {
        Model model = models.find(name).orElseThrow(() -> ProblemException.notFound("model", name));
        SourceAddress address = Sources.parse(model.spec().source());
        String base = "/" + address.repository() + "/resolve/" + model.status().commit() + "/";
        return paths.stream()
                .map(path -> new FileLocation(
                        path,
                        switch (address.scheme()) {
                            case HUB -> new FileLocation.Server("/hub" + base + path);
                            case HF ->
                                new FileLocation.Web(URI.create(properties.hfEndpoint() + base + path), Map.of());
                        }))
                .toList();
    }
}
