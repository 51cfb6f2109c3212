package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.WeightsOrigin;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.hub.Cancellation;
import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubEndpoint;
import dev.yardmaster.hub.HubException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Fetches from the server's own hub with the node's credential, and from public hubs without one. */
public final class HubWeightsSource implements WeightsSource, AutoCloseable {
    private final URI server;
    private final Supplier<Optional<String>> credential;
    private final Map<WeightsOrigin, HubClient> clients = new ConcurrentHashMap<>();
    private final Cancellation cancellation = new Cancellation();

    public HubWeightsSource(URI server, Supplier<Optional<String>> credential) {
        this.server = server;
        this.credential = credential;
    }

    @Override
    public void fetch(AssignedModel model, ModelFile file, Path directory, LongConsumer progress) {
        try {
            clients.computeIfAbsent(model.origin(), this::client)
                    .downloadInto(
                            directory,
                            model.repository(),
                            model.commit(),
                            file,
                            (_, done, _) -> progress.accept(done),
                            cancellation);
        } catch (HubException e) {
            throw new WeightsProblem(kind(e), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new WeightsProblem(Kind.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private HubClient client(WeightsOrigin origin) {
        return new HubClient(
                switch (origin) {
                    case WeightsOrigin.BuiltInHub _ -> new HubEndpoint(URI.create(server + "/hub"), credential);
                    case WeightsOrigin.HuggingFace(URI endpoint) -> HubEndpoint.anonymous(endpoint);
                });
    }

    private static Kind kind(HubException problem) {
        return switch (problem) {
            case HubException.Unavailable _, HubException.Malformed _ -> Kind.UNREACHABLE;
            case HubException.NotFound _, HubException.Denied _, HubException.Refused _ -> Kind.REFUSED;
            case HubException.Corrupt _ -> Kind.CORRUPT;
            case HubException.DiskFull _ -> Kind.DISK_FULL;
            case HubException.DiskFailed _ -> Kind.DISK_FAILED;
            case HubException.Cancelled _ -> Kind.CANCELLED;
        };
    }

    /** Running fetches end; what they brought stays for the next start. */
    @Override
    public void close() {
        cancellation.cancel();
        clients.values().forEach(HubClient::close);
    }
}
