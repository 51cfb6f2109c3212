package dev.yardmaster.cli.demo;

import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.document.ApplyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The documents that the demo applies: the same file that the README shows. */
final class DemoDocuments {
    private DemoDocuments() {}

    static ApplyReport apply(Api api, Path root) {
        Path file = root.resolve("examples/demo.yaml");
        try {
            return Json.MAPPER.treeToValue(
                    api.post("apply", Map.of(), "application/yaml", Files.readString(file)), ApplyReport.class);
        } catch (IOException e) {
            throw new DemoFailure("the demo's documents cannot be read: " + e);
        }
    }
}
