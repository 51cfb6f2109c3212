package dev.yardmaster.server.access.web;

import dev.yardmaster.contract.access.SecretInfo;
import dev.yardmaster.contract.access.Secrets;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Secrets; their values only ever come in. */
@RestController
@RequestMapping("/api/v1/secrets")
class SecretResource {
    private final Secrets secrets;

    SecretResource(Secrets secrets) {
        this.secrets = secrets;
    }

    @GetMapping
    Page<SecretInfo> list(ListQuery query) {
        return query.page(secrets.list().stream(), SecretInfo::name, secret -> Map.of());
    }

    /** Makes it, or replaces all of its values. */
    @PutMapping("/{name}")
    SecretInfo put(@PathVariable String name, @RequestBody Map<String, String> values) {
        return secrets.put(name, values);
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(@PathVariable String name) {
        secrets.delete(name);
        return ResponseEntity.noContent().build();
    }
}
