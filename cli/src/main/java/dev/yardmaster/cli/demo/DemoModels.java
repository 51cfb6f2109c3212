package dev.yardmaster.cli.demo;

import dev.yardmaster.cli.process.SiteKeys;
import dev.yardmaster.cli.process.SiteSettings;
import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubEndpoint;
import dev.yardmaster.hub.HubException;
import dev.yardmaster.hub.HubPush;
import dev.yardmaster.hub.Progress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The models that come with the source tree, in the built-in hub: one repository, one revision per training run. */
public final class DemoModels {
    public static final String REPOSITORY = "yardmaster/tiny-chat";
    public static final List<String> REVISIONS = List.of("v1", "v2-good", "v2-bad");

    private final Path directory;

    /** @param root of the source tree */
    public DemoModels(Path root) {
        this.directory = root.resolve("engine-runtimes/demo-models/tiny-chat");
    }

    /** Pushes what the hub does not have, and says which revisions that were. */
    public List<String> push(SiteSettings settings) {
        String token = SiteKeys.read(settings.secret("admin.token"));
        return REVISIONS.stream()
                .filter(revision -> !isThere(settings, token, revision))
                .peek(revision -> push(settings, token, revision))
                .toList();
    }

    private void push(SiteSettings settings, String token, String revision) {
        Path files = directory.resolve(revision);
        if (!Files.isDirectory(files)) {
            throw new DemoFailure("the demo models are missing: " + files);
        }
        HubPush.push(
                URI.create(settings.serverUrl()),
                token,
                files,
                REPOSITORY,
                revision,
                "Demo model " + revision,
                Progress.SILENT);
    }

    private static boolean isThere(SiteSettings settings, String token, String revision) {
        URI hub = URI.create(settings.serverUrl() + "/hub");
        try (HubClient client = new HubClient(HubEndpoint.withToken(hub, token))) {
            return !client.resolve(REPOSITORY, revision).isEmpty();
        } catch (HubException.NotFound e) {
            return false;
        }
    }
}
