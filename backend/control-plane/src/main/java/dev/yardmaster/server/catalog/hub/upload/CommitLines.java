package dev.yardmaster.server.catalog.hub.upload;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.internal.Blobs;
import dev.yardmaster.server.catalog.hub.internal.Change;
import dev.yardmaster.server.catalog.hub.internal.LargeFiles;
import dev.yardmaster.server.catalog.hub.internal.NewFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a commit as clients of huggingface.co send it: a header and then one step, each on a line of its own. */
@Component
public class CommitLines {
    private static final int MAX_STEPS = 20_000;
    private static final int MAX_LINE = 16 << 20;
    private static final long MAX_BODY = 512L << 20;

    private final Blobs blobs;
    private final JsonMapper json;

    CommitLines(Blobs blobs, JsonMapper json) {
        this.blobs = blobs;
        this.json = json;
    }

    /**
     * Nothing but a header is a commit that changes nothing: clients send that where a file was to be ignored. Content
     * that comes with the lines is kept as they are read, so that no more than one is in memory.
     *
     * @throws ProblemException naming the line
     */
    public Change read(String branch, InputStream body) throws IOException {
        Lines lines = new Lines(body, MAX_LINE, MAX_BODY);
        JsonNode header = next(lines)
                .filter(l -> l.path("key").asString("").equals("header"))
                .map(l -> l.path("value"))
                .orElseThrow(() -> wrong(1, "it is no header", "expected {\"key\":\"header\",\"value\":{...}}"));
        List<Change.Step> steps = new ArrayList<>();
        for (Optional<JsonNode> line = next(lines); line.isPresent(); line = next(lines)) {
            if (steps.size() == MAX_STEPS) {
                throw wrong(lines.number(), "there are too many", "expected at most " + MAX_STEPS + " steps");
            }
            steps.add(step(line.get(), lines.number()));
        }
        return new Change(
                branch,
                message(header),
                Optional.of(header.path("parentCommit").asString("")).filter(p -> !p.isEmpty()),
                steps);
    }

    private Optional<JsonNode> next(Lines lines) throws IOException {
        Optional<byte[]> line = lines.next();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readTree(line.get()));
        } catch (JacksonException e) {
            throw wrong(lines.number(), "it is not JSON", "expected one object on each line");
        }
    }

    private static String message(JsonNode header) {
        String summary = header.path("summary").asString("");
        String description = header.path("description").asString("");
        return description.isBlank() ? summary : summary + "\n\n" + description;
    }

    private Change.Step step(JsonNode line, int number) throws IOException {
        JsonNode value = line.path("value");
        String path = value.path("path").asString("");
        return switch (line.path("key").asString("")) {
            case "file" -> new Change.Step.Put(inline(value, path, number));
            case "lfsFile" -> new Change.Step.Put(large(value, path, number));
            case "deletedFile" -> new Change.Step.DeleteFile(path);
            case "deletedFolder" -> new Change.Step.DeleteFolder(path.equals("./") ? "" : path);
            default ->
                throw wrong(
                        number,
                        "its key is '" + line.path("key").asString("") + "'",
                        "expected file, lfsFile, deletedFile or deletedFolder");
        };
    }

    private NewFile inline(JsonNode value, String path, int number) throws IOException {
        byte[] content = content(value, number);
        if (content.length >= LargeFiles.THRESHOLD) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE,
                    "line " + number + ": '" + path + "' has " + content.length + " bytes; from " + LargeFiles.THRESHOLD
                            + " on upload it by Git LFS.");
        }
        return new NewFile(path, content.length, blobs.put(content), Optional.of(false));
    }

    private static byte[] content(JsonNode value, int number) {
        String text = value.path("content").asString("");
        String encoding = value.path("encoding").asString("utf-8");
        try {
            return switch (encoding) {
                case "base64" -> Base64.getDecoder().decode(text);
                case "utf-8" -> text.getBytes(StandardCharsets.UTF_8);
                default -> throw wrong(number, "its encoding is '" + encoding + "'", "expected base64 or utf-8");
            };
        } catch (IllegalArgumentException e) {
            throw wrong(number, "its content is not base64", "expected base64");
        }
    }

    private static NewFile large(JsonNode value, String path, int number) {
        String algorithm = value.path("algo").asString("sha256");
        if (!algorithm.equals("sha256")) {
            throw wrong(number, "its algo is '" + algorithm + "'", "expected sha256");
        }
        long size = value.path("size").asLong(-1);
        if (value.has("size") && size < 0) {
            throw wrong(number, "its size is " + size, "expected at least 0");
        }
        return new NewFile(path, size, value.path("oid").asString(""), Optional.of(true));
    }

    private static ProblemException wrong(int number, String problem, String expected) {
        return ProblemException.invalid("line " + number, problem, expected);
    }
}
