package dev.yardmaster.agent.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Java, the few programs that the agent uses, and what the bundled engine needs. */
record RuntimeCheck(Premises premises) implements Check {
    private static final int JAVA = 25;
    private static final long LITTLE = 2L << 30;
    private static final Set<String> NEEDED = Set.of("avx2", "fma", "f16c");

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(
                premises.program("setsid").isPresent()
                        ? Finding.ok("setsid", "Engines get a session of their own and outlive the agent.")
                        : Finding.warning(
                                "setsid",
                                "setsid is not on PATH: engines end when the agent's terminal does.",
                                "sudo apt-get install util-linux"));
        findings.add(bundled());
        findings.add(cpu());
        List<String> programs = premises.inventory().host().programs();
        if (!programs.isEmpty()) {
            findings.add(Finding.ok("engines", "On PATH: " + String.join(", ", programs) + "."));
        }
        return findings;
    }

    private static Finding java() {
        Runtime.Version version = Runtime.version();
        return version.feature() >= JAVA
                ? Finding.ok("java", "Java " + version + " from " + System.getProperty("java.home") + ".")
                : Finding.problem(
                        "java", "Java " + version + " is older than " + JAVA + ".", "sdk install java 25-tem");
    }

    private Finding bundled() {
        Optional<Path> jar = premises.config().bundledEngine().filter(Files::isRegularFile);
        if (jar.isEmpty()) {
            return Finding.warning(
                    "engine",
                    "The bundled engine's jar was not found: models in GGUF need llama-server then.",
                    "./yard build");
        }
        if (!premises.files().names("/lib").stream()
                        .filter(n -> n.startsWith("ld-musl"))
                        .toList()
                        .isEmpty()
                && !premises.files().exists("/lib64/ld-linux-x86-64.so.2")
                && !premises.files().exists("/lib/ld-linux-aarch64.so.1")) {
            return Finding.problem(
                    "engine",
                    "This system has musl and no glibc, which the bundled engine's library needs.",
                    "Run the agent on a system with glibc, for instance Debian or Ubuntu.");
        }
        long free = premises.inventory().memoryAvailableBytes();
        return free < LITTLE
                ? Finding.warning(
                        "engine",
                        "Only " + Premises.gib(free) + " of memory are free for models.",
                        "ps -eo pid,rss,comm --sort=-rss | head   (and end what is not needed)")
                : Finding.ok(
                        "engine",
                        "The bundled engine is at " + jar.get() + "; " + Premises.gib(free)
                                + " of memory are free for models.");
    }

    private Finding cpu() {
        Set<String> has = premises.inventory().cpuFeatures();
        String named = premises.inventory().cpuCores() + " cores of "
                + premises.inventory().cpuModel();
        boolean x86 = premises.inventory().architecture().matches("amd64|x86_64");
        return x86 && !has.isEmpty() && !has.containsAll(NEEDED)
                ? Finding.warning(
                        "cpu",
                        named
                                + " without AVX2, FMA and F16C: computing on the CPU is slow, and some engines do not start.",
                        "In a virtual machine: choose the CPU model 'host'.")
                : Finding.ok(
                        "cpu",
                        named
                                + (has.contains("amx_tile")
                                        ? " with AMX."
                                        : has.contains("avx512f") ? " with AVX-512." : "."));
    }
}
