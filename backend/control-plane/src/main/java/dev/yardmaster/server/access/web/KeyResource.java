package dev.yardmaster.server.access.web;

import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.access.CreatedApiKey;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import java.net.URI;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** API keys. */
@RestController
@RequestMapping("/api/v1/api-keys")
class KeyResource {
    private final ApiKeys keys;

    KeyResource(ApiKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    Page<ApiKey> list(ListQuery query) {
        return query.page(keys.list().stream(), ApiKey::name, key -> Map.of());
    }

    @PostMapping
    ResponseEntity<CreatedApiKey> create(@RequestBody NewApiKey wanted) {
        CreatedApiKey created = keys.create(wanted);
        return ResponseEntity.created(
                        URI.create("/api/v1/api-keys/" + created.key().id()))
                .cacheControl(CacheControl.noStore())
                .body(created);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@PathVariable String id) {
        keys.revoke(id);
        return ResponseEntity.noContent().build();
    }
}
