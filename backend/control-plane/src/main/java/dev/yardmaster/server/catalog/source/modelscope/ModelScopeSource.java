package dev.yardmaster.server.catalog.source.modelscope;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.hub.guard.Guard;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceHttp;
import dev.yardmaster.server.catalog.source.SourceProperties;
import dev.yardmaster.server.catalog.source.WebRanges;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** modelscope.cn. It states the SHA-256 of every file, so its listing is pinned by those. */
@Component
class ModelScopeSource implements Source {
    private final SourceHttp http;
    private final Guard guard;
    private final URI standard;

    ModelScopeSource(SourceHttp http, Guard guard, SourceProperties properties) {
        this.http = http;
        this.guard = guard;
        this.standard = properties.msEndpoint();
    }

    @Override
    public Set<SourceScheme> schemes() {
        return Set.of(SourceScheme.MS);
    }

    @Override
    public Content newest(Origin origin) {
        return repository(origin).content();
    }

    @Override
    public Content pinned(Origin origin, String commit, List<ModelFile> known) {
        ModelScopeRepository repository = repository(origin);
        repository.list().same(commit, known);
        return repository.content();
    }

    @Override
    public List<FileLocation> locate(Origin origin, String commit, List<ModelFile> files) {
        return repository(origin).locate(files);
    }

    @Override
    public RangeReader reader(Origin origin, String commit, List<ModelFile> files) {
        return new WebRanges(
                http.client(guardOf(origin)),
                files,
                f -> locate(origin, commit, List.of(f)).getFirst());
    }

    private ModelScopeRepository repository(Origin origin) {
        String endpoint = origin.access().endpoint().orElse(standard.toString());
        return new ModelScopeRepository(http, http.client(guardOf(origin)), guardOf(origin), origin, endpoint);
    }

    private Guard guardOf(Origin origin) {
        return trustedHost(origin).map(guard::and).orElse(guard);
    }

    @Override
    public boolean isBroad(Origin origin, FileLocation.Web location) {
        return !location.headers().isEmpty();
    }

    @Override
    public Optional<String> trustedHost(Origin origin) {
        return origin.access().endpoint().isPresent() ? Optional.empty() : Optional.of(standard.getHost());
    }
}
