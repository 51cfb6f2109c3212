package dev.yardmaster.agent.link;

import dev.yardmaster.contract.agent.AgentEvents;
import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.CacheOffers;
import dev.yardmaster.contract.agent.CacheRequest;
import dev.yardmaster.contract.agent.CacheSources;
import dev.yardmaster.contract.agent.CredentialResponse;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.LocationsRequest;
import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.agent.PeerKey;
import dev.yardmaster.contract.agent.PeerOffer;
import dev.yardmaster.contract.agent.VerifiedFiles;
import dev.yardmaster.contract.node.Inventory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Calls as this node. One that is rejected for a credential that was rotated meanwhile is made once more. */
final class Link {
    private final ServerCalls calls;
    private final Membership membership;

    Link(ServerCalls calls, Membership membership) {
        this.calls = calls;
        this.membership = membership;
    }

    boolean isUp() {
        return membership.usable().isPresent();
    }

    Answer<String> inventory(Inventory inventory) {
        return as(c -> calls.report(c, AgentPaths.INVENTORY, inventory));
    }

    Answer<String> observations(ObservationBatch batch) {
        return as(c -> calls.report(c, AgentPaths.OBSERVATIONS, batch));
    }

    Answer<String> logs(LogBatch batch) {
        return as(c -> calls.report(c, AgentPaths.LOGS, batch));
    }

    Answer<String> verified(VerifiedFiles files) {
        return as(c -> calls.report(c, AgentPaths.VERIFIED, files));
    }

    Answer<String> events(AgentEvents events) {
        return as(c -> calls.report(c, AgentPaths.EVENTS, events));
    }

    Answer<String> cacheOffers(CacheOffers offers) {
        return as(c -> calls.report(c, AgentPaths.CACHE_OFFERS, offers));
    }

    Answer<CacheSources> cacheSources(CacheRequest request) {
        return as(c -> calls.ask(c, AgentPaths.CACHE_SOURCES, request, CacheSources.class));
    }

    Answer<PeerKey> peerKey(PeerOffer offer) {
        return as(c -> calls.ask(c, AgentPaths.PEER_KEY, offer, PeerKey.class));
    }

    Answer<LocationsAnswer> locations(LocationsRequest request) {
        return as(c -> calls.ask(c, AgentPaths.LOCATIONS, request, LocationsAnswer.class));
    }

    Answer<Assignment> assignment(long after, Duration patience) {
        return as(c -> calls.assignment(c, after, patience));
    }

    Answer<CredentialResponse> rotate() {
        return as(calls::rotate);
    }

    private <T> Answer<T> as(Function<String, Answer<T>> call) {
        Optional<NodeCredential> used = membership.usable();
        if (used.isEmpty()) {
            return new Answer.Unavailable<>("the node has not joined");
        }
        Answer<T> answer = call.apply(used.get().credential());
        if (!(answer instanceof Answer.Unauthorized<T>(String detail))) {
            return answer;
        }
        boolean news = membership.rejected(used.get(), detail);
        Optional<NodeCredential> newer = membership.usable();
        return news || newer.isEmpty() ? answer : call.apply(newer.get().credential());
    }
}
