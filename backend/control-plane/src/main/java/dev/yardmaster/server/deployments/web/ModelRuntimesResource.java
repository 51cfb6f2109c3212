package dev.yardmaster.server.deployments.web;

import dev.yardmaster.contract.runtime.RuntimeChoice;
import dev.yardmaster.contract.runtime.Runtimes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Which runtime would serve a model on the nodes that there are, and what is thought of the others. */
@RestController
class ModelRuntimesResource {
    private final Runtimes runtimes;

    ModelRuntimesResource(Runtimes runtimes) {
        this.runtimes = runtimes;
    }

    @GetMapping("/api/v1/models/{name}/runtimes")
    RuntimeChoice choice(@PathVariable String name) {
        return runtimes.choose(name);
    }
}
