package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.internal.Repositories;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** Making, changing and deleting repositories, as clients of huggingface.co do. */
@Hidden
@RestController
class HubRepositoryController {
    private final Repositories repositories;

    HubRepositoryController(Repositories repositories) {
        this.repositories = repositories;
    }

    /** Where it is there already, clients want its address all the same. */
    @PostMapping("/hub/api/repos/create")
    ResponseEntity<Map<String, Object>> create(@RequestBody JsonNode body) {
        refuseOthers(body, Set.of("name", "organization", "type", "visibility", "private"));
        RepositoryName name = name(body);
        boolean isPrivate = isPrivate(body).orElse(false);
        try {
            repositories.create(name, isPrivate);
        } catch (ProblemException e) {
            if (e.type() != ProblemType.ALREADY_EXISTS) {
                throw e;
            }
            return ResponseEntity.status(HttpStatus.CONFLICT)
                    .header("X-Error-Message", String.valueOf(e.getMessage()))
                    .body(Map.of("error", String.valueOf(e.getMessage()), "url", url(name)));
        }
        return ResponseEntity.ok(
                Map.of("url", url(name), "name", name.toString(), "id", name.toString(), "private", isPrivate));
    }

    @DeleteMapping("/hub/api/repos/delete")
    void delete(@RequestBody JsonNode body) {
        repositories.delete(name(body));
    }

    @PostMapping("/hub/api/repos/move")
    Map<String, Object> move(@RequestBody JsonNode body) {
        refuseOtherTypes(body);
        RepositoryName to = HubNames.wanted(body.path("toRepo").asString(""));
        repositories.move(HubNames.wanted(body.path("fromRepo").asString("")), to);
        return Map.of("url", url(to));
    }

    @PutMapping("/hub/api/models/{owner}/{name}/settings")
    Map<String, Object> change(@PathVariable String owner, @PathVariable String name, @RequestBody JsonNode body) {
        refuseOthers(body, Set.of("visibility", "private", "gated"));
        if (body.hasNonNull("gated") && !body.path("gated").asString("").equals("false")) {
            throw ProblemException.invalid(
                    "gated", "nobody grants access one by one here", "make the repository private instead");
        }
        Optional<Boolean> isPrivate = isPrivate(body);
        isPrivate.ifPresent(p -> repositories.setPrivate(HubNames.repository(owner, name), p));
        return Map.of("gated", false);
    }

    private static String url(RepositoryName name) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/hub/" + name)
                .toUriString();
    }

    private static RepositoryName name(JsonNode body) {
        refuseOtherTypes(body);
        String owner = body.path("organization").asString("");
        String name = body.path("name").asString("");
        return HubNames.wanted(owner.isEmpty() ? name : owner + "/" + name);
    }

    private static void refuseOtherTypes(JsonNode body) {
        String type = body.path("type").asString("model");
        if (body.hasNonNull("type") && !type.equals("model")) {
            throw ProblemException.invalid("type", "it is '" + type + "'", "expected model: nothing else is kept here");
        }
    }

    private static Optional<Boolean> isPrivate(JsonNode body) {
        if (body.hasNonNull("visibility")) {
            return Optional.of(
                    switch (body.path("visibility").asString("")) {
                        case "public" -> false;
                        case "private" -> true;
                        default ->
                            throw ProblemException.invalid(
                                    "visibility",
                                    "it is '" + body.path("visibility").asString("") + "'",
                                    "expected public or private");
                    });
        }
        return body.hasNonNull("private") ? Optional.of(body.path("private").asBoolean(false)) : Optional.empty();
    }

    /** What would do nothing is not taken. */
    private static void refuseOthers(JsonNode body, Set<String> known) {
        for (String field : body.propertyNames()) {
            if (!known.contains(field) && body.hasNonNull(field)) {
                throw ProblemException.invalid(
                        field, "it would do nothing here", "expected only " + String.join(", ", known));
            }
        }
    }
}
