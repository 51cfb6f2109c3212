package dev.yardmaster.server.catalog.curated;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the list is: with the server, in a file or directory, or on the web. */
final class CuratedPlace {
    private static final String BUNDLED = "/catalog/curated.yaml";
    private static final int LONGEST = 4 << 20;
    private static final int FILES = 200;

    private final String location;

    /** @param location {@code YARD_CATALOG}; ours where empty */
    CuratedPlace(String location) {
        this.location = location.strip();
    }

    String name() {
        return location.isEmpty() ? "catalog/curated.yaml" : location;
    }

    boolean isOurs() {
        return location.isEmpty();
    }

    /** Texts by the file's name. */
    Map<String, String> read() throws IOException {
        if (location.isEmpty()) {
            try (InputStream in = Objects.requireNonNull(CuratedPlace.class.getResourceAsStream(BUNDLED))) {
                return Map.of(name(), text(in));
            }
        }
        if (location.matches("https?://.*")) {
            return Map.of(name(), fetched());
        }
        Path path = Path.of(location);
        if (!Files.isDirectory(path)) {
            return Map.of(location, file(path));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path file : files(path)) {
            texts.put(file.toString(), file(file));
        }
        return texts;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            List<Path> files = list.filter(f -> f.toString().matches(".*\\.ya?ml") && Files.isRegularFile(f))
                    .sorted()
                    .limit(FILES + 1L)
                    .toList();
            if (files.size() > FILES) {
                throw new IOException("it holds more than " + FILES + " files");
            }
            return files;
        }
    }

    private static String file(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return text(in);
        }
    }

    private static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new IOException("it is longer than " + LONGEST + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String fetched() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(location))
                .timeout(Duration.ofSeconds(10))
                .build();
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answered " + response.statusCode());
                }
                return text(in);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is stopping", e);
        }
    }
}
