package dev.yardmaster.systemtests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of a process. */
final class Rss {
    private Rss() {}

    /** In MB (10^6 bytes); from {@code /proc} where there is one, else from {@code ps}. */
    static double megabytes(long pid) {
        try {
            Path status = Path.of("/proc", String.valueOf(pid), "status");
            String kibibytes = Files.exists(status) ? fromProc(status, "VmRSS:") : fromPs(pid);
            return Long.parseLong(kibibytes) * 1024 / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The most that it has had so far, where the kernel tells; else what it has now. */
    static double mostMegabytes(long pid) {
        try {
            Path status = Path.of("/proc", String.valueOf(pid), "status");
            return Files.exists(status) ? Long.parseLong(fromProc(status, "VmHWM:")) * 1024 / 1e6 : megabytes(pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fromProc(Path status, String field) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(l -> l.startsWith(field))
                .findFirst()
                .map(l -> l.replaceAll("[^0-9]", ""))
                .orElseThrow(() -> new IOException("no " + field + " in " + status));
    }

    private static String fromPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
}
