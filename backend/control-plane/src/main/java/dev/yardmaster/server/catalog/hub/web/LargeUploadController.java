package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.upload.LargeUploads;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** Git LFS: the batch API, with uploads in parts as huggingface.co has them. */
@Hidden
@RestController
@RequestMapping(path = "/hub/{owner}/{name}.git/info/lfs", produces = LargeUploadController.LFS_JSON)
class LargeUploadController {
    static final String LFS_JSON = "application/vnd.git-lfs+json";
    private static final int MAX_OBJECTS = 1000;

    private final LargeUploads uploads;

    LargeUploadController(LargeUploads uploads) {
        this.uploads = uploads;
    }

    @PostMapping("/objects/batch")
    Map<String, Object> batch(@PathVariable String owner, @PathVariable String name, @RequestBody JsonNode body) {
        if (!body.path("operation").asString("").equals("upload")) {
            throw ProblemException.invalid(
                    "operation",
                    "it is '" + body.path("operation").asString("") + "'",
                    "expected upload; files are downloaded from their own addresses");
        }
        List<LargeUploads.Wanted> wanted = new ArrayList<>();
        body.path("objects")
                .forEach(o -> wanted.add(new LargeUploads.Wanted(
                        o.path("oid").asString(""), o.path("size").asLong(-1))));
        if (wanted.size() > MAX_OBJECTS) {
            throw ProblemException.invalid("objects", "there are " + wanted.size(), "expected at most " + MAX_OBJECTS);
        }
        RepositoryName repository = HubNames.repository(owner, name);
        List<LargeUploads.Answer> answers = uploads.plan(repository, wanted, offers(body, "multipart"));
        boolean parts = answers.stream().anyMatch(a -> a instanceof LargeUploads.Answer.Parts);
        return Map.of(
                "transfer",
                parts ? "multipart" : "basic",
                "hash_algo",
                "sha256",
                "objects",
                IntStream.range(0, wanted.size())
                        .mapToObj(i -> answer(repository, wanted.get(i), answers.get(i)))
                        .toList());
    }

    private static boolean offers(JsonNode body, String transfer) {
        for (JsonNode offered : body.path("transfers")) {
            if (offered.asString("").equals(transfer)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> answer(
            RepositoryName repository, LargeUploads.Wanted wanted, LargeUploads.Answer answer) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("oid", wanted.sha256());
        all.put("size", wanted.size());
        switch (answer) {
            case LargeUploads.Answer.Known _ -> all.put("authenticated", true);
            case LargeUploads.Answer.Refused r -> all.put("error", Map.of("code", r.status(), "message", r.sentence()));
            case LargeUploads.Answer.Whole w ->
                all.put("actions", actions(repository, Map.of("href", upload(w.ticket()))));
            case LargeUploads.Answer.Parts p ->
                all.put("actions", actions(repository, Map.of("href", upload(p.complete()), "header", header(p))));
        }
        return all;
    }

    private static Map<String, Object> actions(RepositoryName repository, Map<String, Object> upload) {
        return Map.of("upload", upload, "verify", Map.of("href", url("/hub/" + repository + ".git/info/lfs/verify")));
    }

    /** Each part's address under its number. */
    private static Map<String, String> header(LargeUploads.Answer.Parts parts) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("chunk_size", Long.toString(parts.partSize()));
        for (int i = 0; i < parts.parts().size(); i++) {
            header.put(Integer.toString(i + 1), upload(parts.parts().get(i)));
        }
        return header;
    }

    private static String upload(String ticket) {
        return url("/hub/blobs/uploads/" + ticket);
    }

    private static String url(String path) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().path(path).toUriString();
    }

    @PostMapping("/verify")
    void verify(@PathVariable String owner, @PathVariable String name, @RequestBody JsonNode body) {
        uploads.verify(
                HubNames.repository(owner, name),
                new LargeUploads.Wanted(
                        body.path("oid").asString(""), body.path("size").asLong(-1)));
    }
}
