package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.source.LocalFiles;
import dev.yardmaster.agent.weights.source.LocalSource;
import dev.yardmaster.agent.weights.source.MemberSource;
import dev.yardmaster.agent.weights.source.Readers;
import dev.yardmaster.agent.weights.source.WebSource;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.Located;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.agent.FileChunks;
import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.LocationsRequest;
import dev.yardmaster.contract.catalog.TarMember;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Turns locations into sources.
 *
 * @param server base URL, for files that the server itself gives to this node
 * @param credential of this node, while it has one
 */
public record Places(
        Locations locations,
        URI server,
        Supplier<Optional<String>> credential,
        LocalFiles files,
        Readers readers,
        Peers peers) {

    Located locate(String modelKey, List<Content> contents) {
        Map<String, Content> byPath =
                contents.stream().collect(Collectors.toMap(Content::path, Function.identity(), (a, _) -> a));
        LocationsAnswer answer = locations.ask(new LocationsRequest(modelKey, List.copyOf(byPath.keySet())));
        Map<String, List<ChunkSource>> sources = new HashMap<>();
        for (FileLocation file : answer.files()) {
            Content content = byPath.get(file.path());
            if (content != null) {
                sources.put(
                        file.path(), peers.sources(modelKey, content, List.of(source(file.where(), content)), answer));
            }
        }
        Map<String, FileChunks> chunks =
                answer.chunks().stream().collect(Collectors.toMap(FileChunks::path, Function.identity(), (a, _) -> a));
        return new Located(sources, chunks, answer.validUntil());
    }

    /** The origin of an archive itself, by way of one file in it. */
    ChunkSource archive(String modelKey, Content content, TarMember member) {
        return locations.ask(new LocationsRequest(modelKey, List.of(content.path()))).files().stream()
                .filter(f -> f.path().equals(content.path()))
                .findFirst()
                .map(f -> whole(f.where(), archive(content, member)))
                .orElseThrow(() ->
                        new WeightsProblem(Kind.REFUSED, "There is no place to fetch " + content.path() + " from."));
    }

    private static Content archive(Content content, TarMember member) {
        return new Content(member.archive(), content.path(), member.archiveSize(), member.archive(), "");
    }

    private ChunkSource source(FileLocation.Where where, Content content) {
        return TarMember.of(content.pin())
                .<ChunkSource>map(m -> new MemberSource(
                        whole(where, archive(content, m)), m.offset(), content.size(), m.archiveSize()))
                .orElseGet(() -> whole(where, content));
    }

    private ChunkSource whole(FileLocation.Where where, Content content) {
        return switch (where) {
            case FileLocation.Server(String address) ->
                new WebSource(URI.create(server + address), this::authorization, content, readers);
            case FileLocation.Web(URI url, Map<String, String> headers) ->
                new WebSource(url, () -> headers, content, readers);
            case FileLocation.Local(String file) -> new LocalSource(file, files, content);
        };
    }

    private Map<String, String> authorization() {
        return credential.get().map(c -> Map.of("Authorization", "Bearer " + c)).orElse(Map.of());
    }
}
