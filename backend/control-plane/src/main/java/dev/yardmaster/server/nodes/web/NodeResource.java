package dev.yardmaster.server.nodes.web;

import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.node.Nodes;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Nodes for people; they come by joining, so there is no address to make one. */
@RestController
@RequestMapping("/api/v1/nodes")
class NodeResource {
    private final Nodes nodes;

    NodeResource(Nodes nodes) {
        this.nodes = nodes;
    }

    @GetMapping
    Page<Node> list(ListQuery query) {
        return query.page(nodes.list().stream(), Node::name, Node::labels);
    }

    @GetMapping("/{name}")
    Node one(@PathVariable String name) {
        return nodes.find(name).orElseThrow(() -> ProblemException.notFound("node", name));
    }

    @PostMapping("/{name}/cordon")
    Node cordon(@PathVariable String name) {
        return nodes.cordon(name, true);
    }

    @PostMapping("/{name}/uncordon")
    Node uncordon(@PathVariable String name) {
        return nodes.cordon(name, false);
    }

    @PostMapping("/{name}/devices/{device}/release")
    Node release(@PathVariable String name, @PathVariable String device) {
        return nodes.release(name, device);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable String name) {
        nodes.forget(name);
    }
}
