package dev.yardmaster.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostCheckTest {
    private static final String MODERN = "processor\t: 0\nflags\t\t: fpu sse2 avx avx2 fma f16c bmi1 bmi2\n";

    private record FakeHost(String cpuinfo, Set<String> missing, Optional<String> glibcVersion)
            implements HostCheck.Host {
        @Override
        public boolean canLoad(String library) {
            return !missing.contains(library);
        }
    }

    private static FakeHost host(String cpuinfo, Set<String> missing, String glibc) {
        return new FakeHost(cpuinfo, missing, Optional.of(glibc).filter(version -> !version.isEmpty()));
    }

    private static String refusal(NativePlatform platform, FakeHost host) {
        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> HostCheck.require(platform, host));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.UNSUPPORTED_HOST);
        return String.valueOf(failure.getMessage());
    }

    @Test
    void acceptsAHostThatHasEverything() {
        assertThatCode(() -> HostCheck.require(NativePlatform.LINUX_X86_64, host(MODERN, Set.of(), "2.36")))
                .doesNotThrowAnyException();
        assertThatCode(() -> HostCheck.require(NativePlatform.MAC_AARCH64, host("", Set.of("libgomp.so.1"), "")))
                .doesNotThrowAnyException();
    }

    @Test
    void namesMissingCpuFeatures() {
        assertThat(refusal(NativePlatform.LINUX_X86_64, host("flags : fpu sse2 avx f16c avx2x\n", Set.of(), "2.36")))
                .contains("avx2, fma, bmi2")
                .doesNotContain("f16c");
        assertThat(CpuFeatures.missing("")).containsExactly("avx2", "fma", "f16c", "bmi2");
    }

    @Test
    void namesTheMissingLibraryAndItsPackage() {
        assertThat(refusal(NativePlatform.LINUX_AARCH64, host("", Set.of("libgomp.so.1"), "2.36")))
                .contains("libgomp.so.1", "libgomp1");
        assertThat(refusal(NativePlatform.LINUX_AARCH64, host("", Set.of("libstdc++.so.6"), "2.36")))
                .contains("libstdc++6");
    }

    @Test
    void refusesMuslAndOldGlibc() {
        assertThat(refusal(NativePlatform.LINUX_X86_64, host(MODERN, Set.of(), "")))
                .contains("glibc");
        assertThat(refusal(NativePlatform.LINUX_X86_64, host(MODERN, Set.of(), "2.12")))
                .contains("2.12", "2.17");
    }

    @Test
    void knowsThePlatforms() {
        assertThat(NativePlatform.of("Linux", "amd64")).isEqualTo(NativePlatform.LINUX_X86_64);
        assertThat(NativePlatform.of("Mac OS X", "aarch64")).isEqualTo(NativePlatform.MAC_AARCH64);
        assertThat(catchThrowableOfType(StartFailure.class, () -> NativePlatform.of("Linux", "riscv64")))
                .hasMessageContaining("riscv64");
    }
}
