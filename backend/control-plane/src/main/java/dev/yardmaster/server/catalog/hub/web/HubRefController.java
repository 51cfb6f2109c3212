package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.internal.Refs;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows.Kind;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Branches and tags, as clients of huggingface.co make and delete them. */
@Hidden
@RestController
@RequestMapping("/hub/api/models/{owner}/{name}")
class HubRefController {
    private final Refs refs;

    HubRefController(Refs refs) {
        this.refs = refs;
    }

    /** @param startingPoint the default branch where nothing is said */
    record NewBranch(@Nullable String startingPoint) {}

    @PostMapping("/branch/{branch}")
    void makeBranch(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String branch,
            @RequestBody(required = false) @Nullable NewBranch wanted) {
        String start = wanted == null ? Hub.DEFAULT_REVISION : start(wanted);
        refs.make(HubNames.repository(owner, name), branch, Kind.BRANCH, start, "");
    }

    private static String start(NewBranch wanted) {
        return Objects.requireNonNullElse(wanted.startingPoint(), Hub.DEFAULT_REVISION);
    }

    @DeleteMapping("/branch/{branch}")
    void removeBranch(@PathVariable String owner, @PathVariable String name, @PathVariable String branch) {
        refs.remove(HubNames.repository(owner, name), branch, Kind.BRANCH);
    }

    /** A tag for the revision in the address. */
    record NewTag(@Nullable String tag, @Nullable String message) {}

    @PostMapping("/tag/{revision}")
    void makeTag(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String revision,
            @RequestBody NewTag wanted) {
        refs.make(
                HubNames.repository(owner, name),
                Objects.requireNonNullElse(wanted.tag(), ""),
                Kind.TAG,
                revision,
                Objects.requireNonNullElse(wanted.message(), ""));
    }

    @DeleteMapping("/tag/{tag}")
    void removeTag(@PathVariable String owner, @PathVariable String name, @PathVariable String tag) {
        refs.remove(HubNames.repository(owner, name), tag, Kind.TAG);
    }
}
