package dev.yardmaster.server.nodes.web;

import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.CredentialResponse;
import dev.yardmaster.contract.agent.JoinRequest;
import dev.yardmaster.contract.agent.JoinResponse;
import dev.yardmaster.contract.agent.LeaseRequest;
import dev.yardmaster.contract.agent.LeaseResponse;
import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.server.access.Caller;
import dev.yardmaster.server.nodes.internal.AgentReports;
import dev.yardmaster.server.nodes.internal.AssignmentFeed;
import dev.yardmaster.server.nodes.internal.Enrolment;
import dev.yardmaster.server.nodes.internal.LeaseLane;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The addresses that agents dial; the node is always the one whose credential is sent. */
@RestController
class AgentLink {
    private final Enrolment enrolment;
    private final LeaseLane leases;
    private final AssignmentFeed assignments;
    private final AgentReports reports;

    AgentLink(Enrolment enrolment, LeaseLane leases, AssignmentFeed assignments, AgentReports reports) {
        this.enrolment = enrolment;
        this.leases = leases;
        this.assignments = assignments;
        this.reports = reports;
    }

    @PostMapping(AgentPaths.JOIN)
    ResponseEntity<JoinResponse> join(@RequestBody JoinRequest request) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(enrolment.join(request));
    }

    @PostMapping(AgentPaths.LEASE)
    LeaseResponse lease(@RequestBody LeaseRequest request) {
        return leases.renew(Caller.node(), request);
    }

    @PostMapping(AgentPaths.CREDENTIAL)
    ResponseEntity<CredentialResponse> credential() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(enrolment.rotate(Caller.node()));
    }

    @PostMapping(AgentPaths.INVENTORY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void inventory(@RequestBody Inventory inventory) {
        reports.inventory(Caller.node(), inventory);
    }

    @GetMapping(AgentPaths.ASSIGNMENT)
    ResponseEntity<Assignment> assignment(
            @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "0") int waitSeconds) {
        return assignments
                .next(Caller.node(), after, Duration.ofSeconds(Math.max(0, waitSeconds)))
                .map(a ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(a))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PostMapping(AgentPaths.OBSERVATIONS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void observations(@RequestBody ObservationBatch batch) {
        reports.observed(Caller.node(), batch);
    }

    @PostMapping(AgentPaths.LOGS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logs(@RequestBody LogBatch batch) {
        reports.logged(Caller.node(), batch);
    }
}
