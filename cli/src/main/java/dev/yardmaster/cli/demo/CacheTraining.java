package dev.yardmaster.cli.demo;

import dev.yardmaster.cli.process.Child;
import dev.yardmaster.cli.process.Health;
import dev.yardmaster.cli.process.Installation;
import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.Site;
import dev.yardmaster.cli.process.SiteSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * The demo once, with every process told to write what it loaded into a start-up cache when it ends. Caches appear
 * whole under their names, or not at all; the JVM passes over one that does not fit its jars.
 */
final class CacheTraining {
    private static final Duration WRITING = Duration.ofMinutes(5);
    private static final List<Part> TRAINED = List.of(Part.SERVER, Part.GATEWAY, Part.AGENT, Part.CLI);

    private final Installation installation;
    private final Path root;
    private final Report report;

    CacheTraining(Installation installation, Path root, Report report) {
        this.installation = installation;
        this.root = root;
        this.report = report;
    }

    void run(Path home) {
        SiteSettings settings = SiteSettings.apart(home)
                .with("YARD_BUNDLED_ENGINE", installation.jar(Part.ENGINE).toString());
        Site site = new Site(settings, part -> installation.trainingCommand(part, fresh(home, part)), WRITING);
        Interrupts interrupts = Interrupts.install(() -> {
            site.killAll();
            Runtime.getRuntime().halt(1);
        });
        try {
            new Demo(site, root, report, interrupts, new Leftovers(home)).run();
            Health.at(settings.serverUrl() + "/login");
            listOnce(settings, home);
            report.line("writing the caches");
            site.stopAll();
        } catch (DemoFailure | Interrupts.Asked e) {
            // Nothing is kept, so nobody waits for caches to be written.
            site.killAll();
            throw e;
        }
        TRAINED.forEach(part -> publish(fresh(home, part), part));
    }

    private void listOnce(SiteSettings settings, Path home) {
        Child list = Child.start(
                "cli",
                installation.trainingCommand(Part.CLI, fresh(home, Part.CLI), "get", "deployments"),
                settings.environment(),
                settings.log("cli"));
        list.process()
                .onExit()
                .orTimeout(WRITING.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private static Path fresh(Path home, Part part) {
        return home.resolve(part.artifact() + ".aot");
    }

    private void publish(Path fresh, Part part) {
        Path cache = installation.cache(part);
        try {
            if (!Files.exists(fresh)) {
                report.line("no cache for the " + part.word() + ": it wrote none");
                return;
            }
            Files.createDirectories(cache.getParent());
            Path beside = cache.resolveSibling(cache.getFileName() + ".new");
            Files.copy(fresh, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            report.line(part.word() + ": " + cache + ", " + Files.size(cache) / 1_000_000 + " MB");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
