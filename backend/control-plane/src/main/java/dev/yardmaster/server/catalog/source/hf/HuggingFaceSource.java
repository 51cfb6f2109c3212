package dev.yardmaster.server.catalog.source.hf;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubException;
import dev.yardmaster.hub.HubFile;
import dev.yardmaster.hub.HubInfo;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Parallel;
import dev.yardmaster.server.catalog.source.Refusals;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceHttp;
import dev.yardmaster.server.catalog.source.WebRanges;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** huggingface.co, or a hub that stands in for it. */
@Component
class HuggingFaceSource implements Source {
    private final HubClients clients;
    private final SourceHttp http;

    HuggingFaceSource(HubClients clients, SourceHttp http) {
        this.clients = clients;
        this.http = http;
    }

    @Override
    public Set<SourceScheme> schemes() {
        return Set.of(SourceScheme.HF);
    }

    @Override
    public Content newest(Origin origin) {
        return asking(origin, hub -> content(hub, origin, origin.address().revision()));
    }

    @Override
    public Content pinned(Origin origin, String commit, List<ModelFile> known) {
        return asking(origin, hub -> content(hub, origin, Optional.of(commit)));
    }

    private static Content content(HubClient hub, Origin origin, Optional<String> revision) {
        String repository = origin.address().location();
        HubInfo info = hub.info(repository, revision);
        List<HubFile> files = hub.files(repository, info.commit());
        return new Content(
                info.commit(), files.stream().map(HubFile::toModelFile).toList(), info.licence(), info.gated());
    }

    /** With a token, the signed address that the hub sends one on to, so that the token stays here if it can. */
    @Override
    public List<FileLocation> locate(Origin origin, String commit, List<ModelFile> files) {
        Optional<String> token = HubClients.token(origin);
        return asking(
                origin,
                hub -> Parallel.map(
                        files,
                        f -> new FileLocation(
                                f.path(),
                                token.map(t -> signed(hub, origin, commit, f.path(), t))
                                        .orElseGet(() -> new FileLocation.Web(
                                                hub.address(origin.address().location(), commit, f.path()),
                                                Map.of())))));
    }

    private static FileLocation.Web signed(HubClient hub, Origin origin, String commit, String path, String token) {
        String repository = origin.address().location();
        URI own = hub.address(repository, commit, path);
        return hub.redirect(repository, commit, path)
                .filter(to -> !to.getAuthority().equals(own.getAuthority()))
                .map(to -> new FileLocation.Web(to, Map.of()))
                .orElseGet(() -> new FileLocation.Web(own, Map.of("Authorization", "Bearer " + token)));
    }

    @Override
    public RangeReader reader(Origin origin, String commit, List<ModelFile> files) {
        return new WebRanges(
                http.client(clients.guard(origin)),
                files,
                f -> locate(origin, commit, List.of(f)).getFirst());
    }

    @Override
    public boolean isBroad(Origin origin, FileLocation.Web location) {
        return !location.headers().isEmpty();
    }

    @Override
    public Optional<String> trustedHost(Origin origin) {
        return clients.trustedHost(origin);
    }

    private <T> T asking(Origin origin, Function<HubClient, T> question) {
        try (HubClient client = clients.of(origin)) {
            return question.apply(client);
        } catch (HubException e) {
            throw problem(origin, e);
        }
    }

    private static ProblemException problem(Origin origin, HubException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case HubException.NotFound _ -> Refusals.missing(message, "expected a model that exists there");
            case HubException.Denied _ -> Refusals.denied(origin, message);
            case HubException.Unavailable _ -> Refusals.unavailable(message, "try again later");
            case HubException.Malformed _ ->
                Refusals.unavailable(message, "expected " + origin.address() + " to be readable");
            case HubException.Cancelled _ -> Refusals.unavailable(message, "the server is stopping");
            case HubException.Corrupt _, HubException.DiskFull _, HubException.DiskFailed _, HubException.Refused _ ->
                Refusals.unavailable(message, "expected " + origin.address() + " to be readable");
        };
    }
}
