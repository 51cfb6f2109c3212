package dev.yardmaster.server.catalog.search;

import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.SearchPlace;
import dev.yardmaster.contract.catalog.SearchQuery;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the models listing of the hub that {@code hf://} leads to. */
@Component
class HuggingFaceSearch {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int LONGEST = 4 << 20;
    private static final int TAGS = 40;
    private static final List<String> EXPANDED =
            List.of("downloads", "likes", "tags", "gated", "pipeline_tag", "safetensors", "gguf");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final String endpoint;
    private final String tokenFile;
    private final JsonMapper json;

    /** @param tokenFile {@code YARD_HF_TOKEN_FILE}, read each time; empty where searching needs none */
    HuggingFaceSearch(
            @Value("${yard.hf-endpoint}") URI endpoint,
            @Value("${yard.hf-token-file}") String tokenFile,
            JsonMapper json) {
        this.tokenFile = tokenFile;
        this.endpoint = endpoint.toString().replaceFirst("/+$", "");
        this.json = json;
    }

    List<FoundModel> search(SearchQuery query) {
        String expand = EXPANDED.stream().map(e -> "&expand=" + e).collect(Collectors.joining());
        String filter = query.filter().map(f -> "&filter=" + encoded(f)).orElse("");
        URI uri = URI.create(endpoint + "/api/models?search=" + encoded(query.text()) + filter
                + "&sort=downloads&direction=-1&limit=" + query.limit() + expand);
        JsonNode answer = ask(uri);
        if (!answer.isArray()) {
            throw unavailable("its answer is no list");
        }
        return answer.values().stream()
                .limit(query.limit())
                .flatMap(HuggingFaceSearch::found)
                .toList();
    }

    private JsonNode ask(URI uri) {
        HttpRequest.Builder asking = HttpRequest.newBuilder(uri).timeout(ANSWER).header("Accept", "application/json");
        token().ifPresent(t -> asking.header("Authorization", "Bearer " + t));
        HttpRequest request = asking.build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw unavailable(answered(response.statusCode()));
                }
                byte[] bytes = body.readNBytes(LONGEST + 1);
                if (bytes.length > LONGEST) {
                    throw unavailable("its answer is longer than " + LONGEST + " bytes");
                }
                return json.readTree(bytes);
            }
        } catch (JacksonException e) {
            throw unavailable("its answer is no JSON");
        } catch (IOException e) {
            throw unavailable(Optional.ofNullable(e.getMessage()).orElse("the connection failed"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("the server is stopping");
        }
    }

    private String answered(int status) {
        return "it answered " + status
                + (status == 401 && !tokenFile.isEmpty() ? " to the token in YARD_HF_TOKEN_FILE" : "");
    }

    /** Redirects are not followed, so that it goes nowhere else. */
    private Optional<String> token() {
        if (tokenFile.isEmpty()) {
            return Optional.empty();
        }
        try {
            String token = Files.readString(Path.of(tokenFile)).strip();
            if (!token.matches("[!-~]{1,4096}")) {
                throw unavailable("YARD_HF_TOKEN_FILE holds no token");
            }
            return Optional.of(token);
        } catch (IOException | InvalidPathException e) {
            throw unavailable("YARD_HF_TOKEN_FILE cannot be read");
        }
    }

    private ProblemException unavailable(String why) {
        return ProblemException.of(
                ProblemType.SOURCE_UNAVAILABLE, "The hub at " + endpoint + " could not be searched: " + why + ".");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Stream<FoundModel> found(JsonNode node) {
        String id = node.path("id").asString(node.path("modelId").asString(""));
        if (!id.matches("[A-Za-z0-9][\\w.-]{0,95}/[A-Za-z0-9][\\w.-]{0,95}")) {
            return Stream.empty();
        }
        List<String> tags = new ArrayList<>();
        Optional.of(node.path("pipeline_tag").asString(""))
                .filter(t -> !t.isEmpty())
                .ifPresent(tags::add);
        node.path("tags").values().stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(t -> !tags.contains(t) && t.length() < 80)
                .limit(TAGS)
                .forEach(tags::add);
        return Stream.of(new FoundModel(
                SearchPlace.HF,
                id,
                "hf://" + id,
                count(node.path("downloads")),
                count(node.path("likes")),
                tags,
                gated(node.path("gated")),
                tags.stream()
                        .filter(t -> t.startsWith("license:"))
                        .map(t -> t.substring(8))
                        .findFirst(),
                count(node.path("safetensors").path("total"))
                        .or(() -> count(node.path("gguf").path("total"))),
                Optional.empty()));
    }

    private static Optional<Long> count(JsonNode node) {
        return node.isIntegralNumber() && node.asLong() >= 0 ? Optional.of(node.asLong()) : Optional.empty();
    }

    /** {@code false}, or the word for how access is granted. */
    private static Optional<Boolean> gated(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        return Optional.of(
                node.isBoolean() ? node.asBoolean() : !node.asString("false").equals("false"));
    }
}
