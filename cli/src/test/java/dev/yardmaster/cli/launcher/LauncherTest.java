package dev.yardmaster.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    Path directory;

    private FakeTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new FakeTree(directory);
    }

    @Test
    void buildsOnceAndThenStartsAtOnce() throws Exception {
        assertThat(tree.run(0, "get", "models", "two words"))
                .contains("building with")
                .contains("started [get, models, two words]");
        assertThat(tree.run(0, "version")).startsWith("started [version]");
        assertThat(tree.mavenCalls()).hasSize(1);
    }

    @Test
    @Tag("slow")
    void whatCountsIsContentNotTime() throws Exception {
        tree.run(0, "version");
        Files.setLastModifiedTime(
                tree.root.resolve("cli/src/main/java/Part.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        tree.write("cli/src/test/java/PartTest.java", "class PartTest { int changed; }");
        tree.run(0, "version");
        assertThat(tree.mavenCalls()).hasSize(1);
        tree.write("cli/src/main/java/Part.java", "class Part { int changed; }");
        Files.setLastModifiedTime(
                tree.root.resolve("cli/src/main/java/Part.java"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        tree.run(0, "version");
        assertThat(tree.mavenCalls()).hasSize(2);
        tree.write("pom.xml", "<project><!-- changed --></project>");
        tree.run(0, "version");
        assertThat(tree.mavenCalls()).hasSize(3);
    }

    @Test
    void aDeletedSourceLeavesNothingBehind() throws Exception {
        tree.write("cli/src/main/java/Gone.java", "class Gone {}");
        tree.run(0, "version");
        tree.write("cli/target/classes/Gone.class", "stale");
        Files.delete(tree.root.resolve("cli/src/main/java/Gone.java"));
        tree.run(0, "version");
        assertThat(tree.mavenCalls()).hasSize(2);
        assertThat(tree.root.resolve("cli/target/classes/Gone.class")).doesNotExist();
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Process first = tree.start("version");
        Process second = tree.start("version");
        String texts = text(first) + text(second);
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(texts).contains("another ./yard is building").contains("started [version]");
        assertThat(tree.mavenCalls()).hasSize(1);
    }

    @Test
    void aLockOfADeadProcessIsTakenOver() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        tree.write("target/lock/pid", String.valueOf(dead.pid()));
        assertThat(tree.run(0, "version")).contains("started [version]");
    }

    @Test
    void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
        tree.write("broken", "");
        assertThat(tree.run(70, "version"))
                .contains("the build failed")
                .contains("Yard.java:[3,5] ';' expected")
                .contains("target/build.log")
                .doesNotContain("started");
        Files.delete(tree.root.resolve("broken"));
        assertThat(tree.run(0, "version")).contains("started [version]");
    }

    @Test
    @Tag("slow")
    void aRunningProcessKeepsTheCopyItWasStartedFrom() throws Exception {
        Process running = tree.start("stay");
        BufferedReader lines = running.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.startsWith("started")) {
            line = lines.readLine();
        }
        Path copy = Path.of(String.valueOf(line).replaceFirst(".* from ", ""));
        tree.write("pom.xml", "<project><!-- next --></project>");
        tree.run(0, "version");
        assertThat(copy.resolve("cli/cli.jar")).exists();
        running.destroy();
        running.waitFor();
        tree.write("pom.xml", "<project><!-- the one after --></project>");
        tree.run(0, "version");
        try (Stream<Path> copies = Files.list(tree.root.resolve("target/dist"))) {
            assertThat(copies).hasSize(1);
        }
    }

    @Test
    void partsGetTheirOwnJarAndFlags() throws Exception {
        for (String flags : List.of("server", "gateway", "agent")) {
            tree.write("cli/src/main/launch/" + flags + ".args", "-Xmx64m\n");
        }
        assertThat(tree.run(0, "gateway", "x")).contains("started [x]");
        assertThat(tree.run(0, "doctor", "--json")).contains("started [doctor, --json]");
        assertThat(tree.run(0, "bench", "startup")).contains("started [startup]");
        assertThat(tree.mavenCalls()).hasSize(2).last().asString().contains("system-tests");
    }

    @Test
    void helpNeedsNothing() throws Exception {
        assertThat(tree.run(0)).contains("usage: ./yard COMMAND");
        assertThat(tree.mavenCalls()).isEmpty();
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
