package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.internal.StoredHub;
import dev.yardmaster.server.catalog.hub.mirror.WholeHub;
import dev.yardmaster.server.catalog.hub.store.CommitRows;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
    private static final int HISTORY = 500;

    private final StoredHub hub;
    private final WholeHub whole;
    private final TreeEntries entries;
    private final Expansion expansion;

    HubApiController(StoredHub hub, WholeHub whole, TreeEntries entries, Expansion expansion) {
        this.hub = hub;
        this.whole = whole;
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
        RepositoryName repository = HubNames.repository(owner, name);
        String wanted = revision.orElse(Hub.DEFAULT_REVISION);
        if (whole.isMirrored(repository)) {
            return expansion.mirrored(whole.description(repository, wanted), blobs, expand);
        }
        ModelInfo info = ModelInfo.of(hub.snapshot(repository, wanted), blobs);
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
        Snapshot snapshot = whole.read(HubNames.repository(owner, name), revision);
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
        Snapshot snapshot = whole.read(HubNames.repository(owner, name), revision);
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
    Object refs(@PathVariable String owner, @PathVariable String name) {
        RepositoryName repository = HubNames.repository(owner, name);
        if (whole.isMirrored(repository)) {
            return whole.refs(repository);
        }
        List<RepositoryRows.Ref> refs = hub.refs(repository);
        return Map.of(
                "branches",
                refs(refs, RepositoryRows.Kind.BRANCH, "refs/heads/"),
                "tags",
                refs(refs, RepositoryRows.Kind.TAG, "refs/tags/"),
                "converts",
                List.of());
    }

    private static List<Map<String, String>> refs(
            List<RepositoryRows.Ref> refs, RepositoryRows.Kind kind, String prefix) {
        return refs.stream()
                .filter(r -> r.kind() == kind)
                .map(r -> Map.of("name", r.name(), "ref", prefix + r.name(), "targetCommit", r.commit()))
                .toList();
    }

    /** Who made a commit is not kept. */
    record CommitView(String id, String title, String message, Instant date, List<Map<String, String>> authors) {
        static CommitView of(CommitRows.Commit commit) {
            String title = commit.message().lines().findFirst().orElse("");
            return new CommitView(
                    commit.id(),
                    title,
                    commit.message().substring(title.length()).strip(),
                    commit.createdAt().truncatedTo(ChronoUnit.MILLIS),
                    List.of());
        }
    }

    @GetMapping("/commits/{revision}")
    ResponseEntity<?> commits(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String revision,
            @RequestParam(defaultValue = "0") int p,
            @RequestParam(defaultValue = "50") int limit,
            HttpServletRequest request) {
        RepositoryName repository = HubNames.repository(owner, name);
        if (whole.isMirrored(repository)) {
            return ResponseEntity.ok(whole.history(repository, revision, p));
        }
        int page = Cursor.limit(limit, HISTORY);
        int before = Math.multiplyExact(Math.clamp(p, 0, 1_000_000), page);
        List<CommitRows.Commit> found = hub.history(repository, revision, before, page + 1);
        return ResponseEntity.ok()
                .headers(Cursor.numbered(request, found.size() > page, p))
                .body(found.stream().limit(page).map(CommitView::of).toList());
    }

    @GetMapping({"/treesize/{revision}", "/treesize/{revision}/{*path}"})
    Map<String, Object> treeSize(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String revision,
            @PathVariable Optional<String> path) {
        Snapshot snapshot = whole.read(HubNames.repository(owner, name), revision);
        String directory = HubNames.path(path.orElse(""));
        long size = Tree.of(snapshot).below(directory, true).stream()
                .flatMap(n -> n instanceof Tree.Node.File f ? Stream.of(f.file().size()) : Stream.empty())
                .mapToLong(Long::longValue)
                .sum();
        return Map.of("path", "/" + directory, "size", size);
    }
}
