package dev.yardmaster.cli.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A source tree with our launcher and a Maven that only pretends: it notes each call and copies a ready jar. */
final class FakeTree {
    private static final List<String> MODULES = List.of(
            "backend/control-plane",
            "backend/gateway",
            "node-agent",
            "engine-runtimes/llama-cpp-engine",
            "cli",
            "system-tests");
    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >>"$(dirname "$0")/calls"
            sleep 1
            if [ -e "$(dirname "$0")/broken" ]; then
                echo "[INFO] Building Command line 1.0 [1/1]"
                echo "[ERROR] Yard.java:[3,5] ';' expected"
                exit 1
            fi
            cd "$(dirname "$0")" || exit 1
            for m in %s; do
                mkdir -p "$m/target/lib"
                cp probe.jar "$m/target/$(basename "$m").jar"
                : >"$m/target/lib/some.jar"
            done
            """;

    final Path root;

    FakeTree(Path root) throws IOException {
        this.root = root.toRealPath();
        for (String module : MODULES) {
            write(module + "/src/main/java/Part.java", "class Part {}");
            write(module + "/src/test/java/PartTest.java", "class PartTest {}");
        }
        write("pom.xml", "<project/>");
        write("cli/src/main/launch/cli.args", "-Xmx64m\n-XX:+UseSerialGC\n");
        write("mvnw", MAVEN.formatted(String.join(" ", MODULES)));
        root.resolve("mvnw").toFile().setExecutable(true);
        Files.copy(Path.of("../yard"), root.resolve("yard"));
        root.resolve("yard").toFile().setExecutable(true);
        writeProbe();
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("yard").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(k -> k.startsWith("YARD_") || k.startsWith("MAVEN_"));
        return builder.start();
    }

    String run(int expectedCode, String... arguments) throws Exception {
        Process process = start(arguments);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != expectedCode) {
            throw new AssertionError("code " + code + " where " + expectedCode + " was expected:\n" + text);
        }
        return text;
    }

    List<String> mavenCalls() throws IOException {
        Path calls = root.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void writeProbe() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Probe.class.getName());
        String entry = Probe.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(root.resolve("probe.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest);
                InputStream bytes = Probe.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            if (bytes != null) {
                bytes.transferTo(jar);
            }
            jar.closeEntry();
        }
    }
}
