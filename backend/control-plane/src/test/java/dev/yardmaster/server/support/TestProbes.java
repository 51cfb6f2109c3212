package dev.yardmaster.server.support;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Addresses that exist in tests only, to go wrong in ways that real ones should not. */
@RestController
class TestProbes {

    @GetMapping("/api/v1/test/boom")
    String boom() {
        throw new IllegalStateException("a secret detail");
    }

    @GetMapping("/api/v1/test/number")
    Map<String, Integer> number(@RequestParam int n) {
        return Map.of("n", n);
    }

    @PostMapping("/api/v1/test/echo")
    Map<String, Object> echo(@RequestBody Map<String, Object> body) {
        return body;
    }
}
