package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubException;
import dev.yardmaster.hub.HubFile;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** huggingface.co, or the hub that stands in for it. */
@Component
class HuggingFaceSource implements Source {
    private final ObjectProvider<HubClient> client;

    /** @param client made when first needed: most servers never ask */
    HuggingFaceSource(ObjectProvider<HubClient> client) {
        this.client = client;
    }

    @Override
    public Content newest(SourceAddress address) {
        return asking(
                address,
                hub -> content(
                        hub,
                        address,
                        address.revision()
                                .map(revision -> hub.resolve(address.repository(), revision))
                                .orElseGet(() -> hub.resolveDefault(address.repository()))));
    }

    @Override
    public Content pinned(SourceAddress address, String commit) {
        return asking(address, hub -> content(hub, address, commit));
    }

    private static Content content(HubClient hub, SourceAddress address, String commit) {
        List<HubFile> files = hub.files(address.repository(), commit);
        return new Content(commit, files.stream().map(HubFile::toModelFile).toList());
    }

    private Content asking(SourceAddress address, Function<HubClient, Content> question) {
        try {
            return question.apply(client.getObject());
        } catch (HubException e) {
            throw problem(address, e);
        }
    }

    private static ProblemException problem(SourceAddress address, HubException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case HubException.NotFound _ ->
                ProblemException.unknownReference("spec.source", message, "expected a model that exists there");
            case HubException.Denied _ ->
                ProblemException.unknownReference(
                        "spec.source", message, "expected a model that anybody may read; push others to hub://");
            case HubException.Unavailable _, HubException.Malformed _ -> unavailable(message, "try again later");
            case HubException.Cancelled _ -> unavailable(message, "the server is stopping");
            case HubException.Corrupt _, HubException.DiskFull _, HubException.DiskFailed _, HubException.Refused _ ->
                unavailable(message, "expected " + address + " to be readable");
        };
    }

    private static ProblemException unavailable(String message, String expected) {
        return new ProblemException(
                ProblemType.SOURCE_UNAVAILABLE,
                "spec.source: " + message + "; " + expected,
                List.of(new FieldProblem("spec.source", message, expected)));
    }
}
