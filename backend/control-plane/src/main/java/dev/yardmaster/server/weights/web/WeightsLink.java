package dev.yardmaster.server.weights.web;

import dev.yardmaster.contract.agent.AgentEvents;
import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.CacheOffers;
import dev.yardmaster.contract.agent.CacheRequest;
import dev.yardmaster.contract.agent.CacheSources;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.LocationsRequest;
import dev.yardmaster.contract.agent.PeerKey;
import dev.yardmaster.contract.agent.PeerOffer;
import dev.yardmaster.contract.agent.VerifiedFiles;
import dev.yardmaster.server.access.Caller;
import dev.yardmaster.server.weights.internal.AgentHistory;
import dev.yardmaster.server.weights.internal.Kernels;
import dev.yardmaster.server.weights.internal.Locations;
import dev.yardmaster.server.weights.internal.PeerKeys;
import dev.yardmaster.server.weights.internal.Verified;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What agents ask and tell about weights; the node is always the one whose credential is sent. */
@RestController
class WeightsLink {
    private final Locations locations;
    private final Verified verified;
    private final AgentHistory history;
    private final PeerKeys peers;
    private final Kernels kernels;

    WeightsLink(Locations locations, Verified verified, AgentHistory history, PeerKeys peers, Kernels kernels) {
        this.locations = locations;
        this.verified = verified;
        this.history = history;
        this.peers = peers;
        this.kernels = kernels;
    }

    @PostMapping(AgentPaths.LOCATIONS)
    ResponseEntity<LocationsAnswer> locations(@RequestBody LocationsRequest request) {
        return secret(locations.locate(Caller.node(), request));
    }

    @PostMapping(AgentPaths.VERIFIED)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verified(@RequestBody VerifiedFiles found) {
        verified.report(Caller.node(), found);
    }

    @PostMapping(AgentPaths.EVENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void events(@RequestBody AgentEvents events) {
        history.tell(Caller.node(), events);
    }

    @PostMapping(AgentPaths.PEER_KEY)
    ResponseEntity<PeerKey> peerKey(@RequestBody PeerOffer offer) {
        return secret(peers.offer(Caller.node(), offer));
    }

    @PostMapping(AgentPaths.CACHE_OFFERS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void offers(@RequestBody CacheOffers offers) {
        kernels.offer(Caller.node(), offers);
    }

    @PostMapping(AgentPaths.CACHE_SOURCES)
    ResponseEntity<CacheSources> sources(@RequestBody CacheRequest request) {
        return secret(kernels.sources(Caller.node(), request));
    }

    private static <T> ResponseEntity<T> secret(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
