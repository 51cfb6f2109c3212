package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.server.access.Caller;
import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.internal.StoredHub;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All repositories, and who is asking. */
@Hidden
@RestController
class HubIndexController {
    private static final int PAGE = 100;

    private final StoredHub hub;

    HubIndexController(StoredHub hub) {
        this.hub = hub;
    }

    /** @param search part of the name, in any case */
    @GetMapping("/hub/api/models")
    ResponseEntity<List<ModelInfo>> list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String author,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "false") boolean full,
            @RequestParam(defaultValue = "") String cursor,
            HttpServletRequest request) {
        int page = Cursor.limit(limit, PAGE);
        List<RepositoryRows.Row> rows = hub.list(search, author, Cursor.decode(cursor), page + 1);
        List<ModelInfo> found = rows.stream()
                .limit(page)
                .map(r -> hub.snapshot(r.name(), Hub.DEFAULT_REVISION))
                .map(s -> full ? ModelInfo.of(s, false) : ModelInfo.brief(s))
                .toList();
        return ResponseEntity.ok()
                .headers(Cursor.next(request, rows, page, r -> r.name().toString()))
                .body(found);
    }

    @GetMapping("/hub/api/whoami-v2")
    Map<String, Object> whoAmI() {
        return Map.of(
                "type",
                "user",
                "name",
                HubNames.caller(),
                "fullname",
                Caller.name(),
                "orgs",
                List.of(),
                "auth",
                Map.of(
                        "type",
                        "access_token",
                        "accessToken",
                        Map.of("displayName", Caller.name(), "role", Caller.has(KeyScope.ADMIN) ? "write" : "read")));
    }
}
