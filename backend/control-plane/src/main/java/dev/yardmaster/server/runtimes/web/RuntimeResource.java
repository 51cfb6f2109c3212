package dev.yardmaster.server.runtimes.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import dev.yardmaster.server.runtimes.EngineRuntimes;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The runtimes that come with this server. */
@RestController
@RequestMapping("/api/v1/runtimes")
class RuntimeResource {
    private final EngineRuntimes runtimes;

    RuntimeResource(EngineRuntimes runtimes) {
        this.runtimes = runtimes;
    }

    @GetMapping
    Page<Runtime> list(ListQuery query) {
        return query.page(runtimes.list().stream(), Runtime::name, _ -> Map.of());
    }

    @GetMapping("/{name}")
    Runtime one(@PathVariable String name) {
        return runtimes.find(name).orElseThrow(() -> ProblemException.notFound("runtime", name));
    }
}
