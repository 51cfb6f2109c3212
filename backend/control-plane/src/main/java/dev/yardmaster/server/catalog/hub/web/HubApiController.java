package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.internal.StoredHub;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Descriptions and listings, under the addresses and in the shapes of huggingface.co. */
@Hidden
@RestController
@RequestMapping("/hub/api/models/{owner}/{name}")
class HubApiController {
    private static final int PAGE = 1000;

    private final StoredHub hub;
    private final TreeEntries entries;
    private final Expansion expansion;

    HubApiController(StoredHub hub, TreeEntries entries, Expansion expansion) {
        this.hub = hub;
        this.entries = entries;
        this.expansion = expansion;
    }

    @GetMapping({"", "/revision/{revision}"})
    Object info(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable Optional<String> revision,
            @RequestParam(defaultValue = "false") boolean blobs,
            @RequestParam(defaultValue = "") List<String> expand) {
        Snapshot snapshot = hub.snapshot(HubNames.repository(owner, name), revision.orElse(Hub.DEFAULT_REVISION));
        ModelInfo info = ModelInfo.of(snapshot, blobs);
        return expand.isEmpty() ? info : expansion.only(info, expand);
    }

    @GetMapping({"/tree/{revision}", "/tree/{revision}/{*path}"})
    ResponseEntity<List<TreeEntry>> tree(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String revision,
            @PathVariable Optional<String> path,
            @RequestParam(defaultValue = "false") boolean recursive,
            @RequestParam(defaultValue = "false") boolean expand,
            @RequestParam(defaultValue = "1000") int limit,
            @RequestParam(defaultValue = "") String cursor,
            HttpServletRequest request) {
        Snapshot snapshot = hub.snapshot(HubNames.repository(owner, name), revision);
        String directory = HubNames.path(path.orElse(""));
        Tree tree = Tree.of(snapshot);
        if (!directory.isEmpty() && tree.find(directory).isEmpty()) {
            throw new HubNotFound(
                    HubNotFound.What.FILE,
                    "The repository " + snapshot.repository() + " has nothing at '" + directory + "'.");
        }
        int page = Cursor.limit(limit, PAGE);
        String after = Cursor.decode(cursor);
        List<Tree.Node> nodes = tree.below(directory, recursive).stream()
                .filter(n -> n.path().compareTo(after) > 0)
                .limit(page + 1L)
                .toList();
        return ResponseEntity.ok()
                .headers(Cursor.next(request, nodes, page, Tree.Node::path))
                .body(entries.of(snapshot, nodes.stream().limit(page).toList(), expand));
    }

    /** Paths that there are not are left out of the answer. */
    @PostMapping(path = "/paths-info/{revision}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    List<TreeEntry> pathsInfo(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String revision,
            @RequestParam List<String> paths,
            @RequestParam(defaultValue = "false") boolean expand) {
        Snapshot snapshot = hub.snapshot(HubNames.repository(owner, name), revision);
        Tree tree = Tree.of(snapshot);
        List<Tree.Node> nodes =
                paths.stream().map(tree::find).flatMap(Optional::stream).toList();
        return entries.of(snapshot, nodes, expand);
    }

    /** As JSON: {@code paths}, and {@code expand} where wanted. */
    record PathsQuery(List<String> paths, boolean expand) {}

    @PostMapping(path = "/paths-info/{revision}", consumes = MediaType.APPLICATION_JSON_VALUE)
    List<TreeEntry> pathsInfo(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String revision,
            @RequestBody PathsQuery query) {
        return pathsInfo(owner, name, revision, Objects.requireNonNullElse(query.paths(), List.of()), query.expand());
    }

    @GetMapping("/refs")
    Map<String, List<Map<String, String>>> refs(@PathVariable String owner, @PathVariable String name) {
        List<Map<String, String>> branches = hub.refs(HubNames.repository(owner, name)).stream()
                .map(r -> Map.of("name", r.name(), "ref", "refs/heads/" + r.name(), "targetCommit", r.commit()))
                .toList();
        return Map.of("branches", branches, "tags", List.of(), "converts", List.of());
    }
}
