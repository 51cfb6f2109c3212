package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.internal.Commits;
import dev.yardmaster.server.catalog.hub.internal.HubWriting;
import dev.yardmaster.server.catalog.hub.upload.CommitLines;
import dev.yardmaster.server.catalog.hub.upload.UploadModes;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** Commits as clients of huggingface.co make them: ask where each file belongs, upload the large ones, commit. */
@Hidden
@RestController
@RequestMapping("/hub/api/models/{owner}/{name}")
class HubCommitController {
    private static final int MAX_FILES = 1000;

    private final UploadModes modes;
    private final CommitLines lines;
    private final Commits commits;
    private final HubWriting writing;

    HubCommitController(UploadModes modes, CommitLines lines, Commits commits, HubWriting writing) {
        this.modes = modes;
        this.lines = lines;
        this.commits = commits;
        this.writing = writing;
    }

    @PostMapping("/preupload/{revision}")
    Map<String, Object> preupload(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String revision,
            @RequestParam(name = "create_pr", defaultValue = "") String pullRequest,
            @RequestBody JsonNode body) {
        refusePullRequest(pullRequest);
        List<UploadModes.Candidate> files = new ArrayList<>();
        body.path("files").forEach(f -> files.add(candidate(f)));
        if (files.size() > MAX_FILES) {
            throw ProblemException.invalid("files", "there are " + files.size(), "expected at most " + MAX_FILES);
        }
        Optional<String> ignore =
                Optional.of(body.path("gitIgnore").asString("")).filter(t -> !t.isEmpty());
        return Map.of(
                "files",
                modes.of(HubNames.repository(owner, name), revision, files, ignore).stream()
                        .map(HubCommitController::mode)
                        .toList());
    }

    /**
     * Clients that have {@code hf_xet} ask here where xet's storage is, from 1.20 on without looking at what the batch
     * answer chose. A status that is not tried again, with the way out.
     */
    @GetMapping({"/xet-write-token/{revision}", "/xet-read-token/{revision}"})
    Map<String, Object> xet() {
        throw new HubRefusal("This hub has no xet storage, it takes files by Git LFS: set HF_HUB_DISABLE_XET=1");
    }

    private static UploadModes.Candidate candidate(JsonNode file) {
        String path = file.path("path").asString("");
        try {
            byte[] sample = Base64.getDecoder().decode(file.path("sample").asString(""));
            return new UploadModes.Candidate(path, file.path("size").asLong(0), sample);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("files", "the sample of '" + path + "' is not base64", "expected base64");
        }
    }

    private static Map<String, Object> mode(UploadModes.Mode mode) {
        Map<String, Object> known =
                mode.known().<Map<String, Object>>map(k -> Map.of("oid", k)).orElse(Map.of());
        Map<String, Object> all = new java.util.HashMap<>(known);
        all.put("path", mode.path());
        all.put("uploadMode", mode.large() ? "lfs" : "regular");
        all.put("shouldIgnore", mode.ignored());
        return all;
    }

    @PostMapping("/commit/{revision}")
    Map<String, Object> commit(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String revision,
            @RequestParam(name = "create_pr", defaultValue = "") String pullRequest,
            HttpServletRequest request)
            throws IOException {
        InputStream body = request.getInputStream();
        try {
            refusePullRequest(pullRequest);
            RepositoryName repository = HubNames.repository(owner, name);
            writing.find(repository);
            Commits.Made made = commits.change(repository, lines.read(branch(revision), body));
            String url = ServletUriComponentsBuilder.fromCurrentContextPath()
                    .path("/hub/" + repository + "/commit/" + made.commit())
                    .toUriString();
            return Map.of("success", true, "commitOid", made.commit(), "commitUrl", url, "hookOutput", "");
        } catch (ProblemException | HubNotFound e) {
            RequestBodies.readOn(body);
            throw e;
        }
    }

    private static String branch(String revision) {
        return revision.startsWith("refs/heads/") ? revision.substring("refs/heads/".length()) : revision;
    }

    private static void refusePullRequest(String wanted) {
        if (!wanted.isEmpty() && !wanted.equals("0") && !wanted.equals("false")) {
            throw ProblemException.invalid("create_pr", "there are no pull requests here", "commit to a branch");
        }
    }
}
