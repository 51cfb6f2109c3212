package dev.yardmaster.server.catalog.hub.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Looks at the YAML that a model card begins with; clients ask before they upload one. */
@Hidden
@RestController
class ModelCardController {
    private static final Pattern FRONT = Pattern.compile("\\A---\\r?\\n(.*?)\\r?\\n---(\\r?\\n|\\z)", Pattern.DOTALL);
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(20)
            .build();

    @PostMapping("/hub/api/validate-yaml")
    ResponseEntity<Map<String, List<Map<String, String>>>> validate(@RequestBody JsonNode body) {
        Matcher front = FRONT.matcher(body.path("content").asString(""));
        try {
            Object all = front.find() ? new Load(SETTINGS).loadFromString(front.group(1)) : Map.of();
            return all instanceof Map ? answer(List.of()) : answer(error("it is no mapping"));
        } catch (YamlEngineException e) {
            return answer(error(String.valueOf(e.getMessage())));
        }
    }

    private static List<Map<String, String>> error(String sentence) {
        return List.of(Map.of("message", "The metadata at the top cannot be read: " + sentence));
    }

    private static ResponseEntity<Map<String, List<Map<String, String>>>> answer(List<Map<String, String>> errors) {
        return ResponseEntity.status(errors.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST)
                .body(Map.of("errors", errors, "warnings", List.of()));
    }
}
