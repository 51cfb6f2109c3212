package dev.yardmaster.agent.inventory.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.inventory.tool.Tools.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostToolsTest {
    @TempDir
    Path bin;

    private Result run(String script, Duration limit) throws Exception {
        Path tool = Files.writeString(bin.resolve("tool"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        return new HostTools(bin + ":/bin:/usr/bin", limit).run(List.of(tool.toString()));
    }

    @Test
    void outputOfAToolThatWorks() throws Exception {
        assertThat(run("echo one; echo two", Duration.ofSeconds(30))).isEqualTo(new Result.Output("one\ntwo\n"));
    }

    @Test
    void failureCarriesCodeAndFirstLine() throws Exception {
        assertThat(run("echo no driver >&2; exit 9", Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(
                        Result.Failed.class, f -> assertThat(f.why()).endsWith("ended with 9: no driver"));
    }

    @Test
    void hangingToolIsGivenUp() throws Exception {
        assertThat(run("exec sleep 600", Duration.ofMillis(200)))
                .isInstanceOfSatisfying(
                        Result.Hung.class, h -> assertThat(h.why()).contains("did not answer"));
    }

    @Test
    void speaksTheLanguageThatParsersExpect() throws Exception {
        assertThat(run("echo $LC_ALL", Duration.ofSeconds(30))).isEqualTo(new Result.Output("C\n"));
    }

    @Test
    void whatAFailingToolPrintedIsKept() throws Exception {
        assertThat(run("echo a; echo b; exit 14", Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(Result.Failed.class, f -> {
                    assertThat(f.code()).isEqualTo(14);
                    assertThat(f.text()).isEqualTo("a\nb\n");
                });
    }

    @Test
    void missingToolIsAbsent() {
        assertThat(new HostTools(bin.toString(), Duration.ofSeconds(1)).run(List.of("nvidia-smi")))
                .isEqualTo(new Result.Absent());
    }
}
