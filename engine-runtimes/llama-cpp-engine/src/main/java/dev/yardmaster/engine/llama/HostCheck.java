package dev.yardmaster.engine.llama;

import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides whether this host can run the native library, before any of it is loaded. */
final class HostCheck {
    private static final Map<String, String> PACKAGES = Map.of(
            "libgomp.so.1", "libgomp1 on Debian and Ubuntu, libgomp on Fedora and Alpine's glibc images",
            "libstdc++.so.6", "libstdc++6 on Debian and Ubuntu, libstdc++ on Fedora");
    private static final List<String> LIBRARIES = List.of("libgomp.so.1", "libstdc++.so.6");
    private static final int NEEDED_GLIBC_MINOR = 17;

    private HostCheck() {}

    /** What is known of the host; a fake in tests. */
    interface Host {
        String cpuinfo();

        boolean canLoad(String library);

        /** The version of glibc, absent where the C library is another one, such as musl. */
        Optional<String> glibcVersion();
    }

    static void require(NativePlatform platform, Host host) {
        if (!platform.isLinux()) {
            return;
        }
        if (platform == NativePlatform.LINUX_X86_64) {
            requireCpu(host.cpuinfo());
        }
        requireGlibc(host.glibcVersion());
        for (String library : LIBRARIES) {
            if (!host.canLoad(library)) {
                throw refusal("%s is missing: install the package that has it (%s)"
                        .formatted(library, PACKAGES.get(library)));
            }
        }
    }

    private static void requireCpu(String cpuinfo) {
        List<String> missing = CpuFeatures.missing(cpuinfo);
        if (!missing.isEmpty()) {
            throw refusal(
                    "this CPU (or the virtual machine that hides its features) lacks %s; use a host with AVX2, or pass the host's CPU through"
                            .formatted(String.join(", ", missing)));
        }
    }

    private static void requireGlibc(Optional<String> version) {
        String found = version.orElseThrow(() ->
                refusal("the C library is not glibc (musl?); run the engine on a glibc distribution such as Debian"));
        String[] parts = found.split("\\.", -1);
        boolean enough = parts.length >= 2
                && parts[0].equals("2")
                && parts[1].matches("\\d{1,4}")
                && Integer.parseInt(parts[1]) >= NEEDED_GLIBC_MINOR;
        if (!enough) {
            throw refusal("glibc %s is too old; 2.%d or newer is needed".formatted(found, NEEDED_GLIBC_MINOR));
        }
    }

    private static StartFailure refusal(String message) {
        return new StartFailure(ExitCode.UNSUPPORTED_HOST, message);
    }
}
