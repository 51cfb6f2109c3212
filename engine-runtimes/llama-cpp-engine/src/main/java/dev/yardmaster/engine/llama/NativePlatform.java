package dev.yardmaster.engine.llama;

import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import java.util.Locale;

/** A platform for which the native library is published: its resource, and the digest of exactly that file. */
enum NativePlatform {
    LINUX_X86_64("Linux/x86_64/libjllama.so", "93276c536d00f037c37ed6ec1e55be9c828940f4a0af59af10a8f638a31bbc3c"),
    LINUX_AARCH64("Linux/aarch64/libjllama.so", "d852c1625b2dac90a974613a2f019ecabf0c5d7bc054dcc14a05246d5aa2a1a7"),
    MAC_X86_64("Mac/x86_64/libjllama.dylib", "02ec1b3570cde80e5fbfc3ba56b5de68ffef2a26e7b470a89547a80e87120e81"),
    MAC_AARCH64("Mac/aarch64/libjllama.dylib", "7ba2311dc634e24b572512a2279357327511ad3d77dea032a77feab77c14d341");

    private final String path;
    private final String sha256;

    NativePlatform(String path, String sha256) {
        this.path = path;
        this.sha256 = sha256;
    }

    String resource() {
        return "de/kherud/llama/" + path;
    }

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String sha256() {
        return sha256;
    }

    boolean isLinux() {
        return this == LINUX_X86_64 || this == LINUX_AARCH64;
    }

    /** The platform of {@code os.name} and {@code os.arch}, or a refusal that names both. */
    static NativePlatform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        boolean x86 = osArch.equals("amd64") || osArch.equals("x86_64");
        boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
        if (os.startsWith("linux") && (x86 || arm)) {
            return x86 ? LINUX_X86_64 : LINUX_AARCH64;
        }
        if (os.startsWith("mac") && (x86 || arm)) {
            return x86 ? MAC_X86_64 : MAC_AARCH64;
        }
        throw new StartFailure(
                ExitCode.UNSUPPORTED_HOST,
                "no native library for %s on %s; Linux and macOS on x86-64 and aarch64 are supported"
                        .formatted(osName, osArch));
    }
}
