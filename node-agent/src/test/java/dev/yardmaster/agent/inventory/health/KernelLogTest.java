package dev.yardmaster.agent.inventory.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.inventory.MovingClock;
import dev.yardmaster.agent.inventory.Recorded;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelLogTest {
    private static final String SO_FAR = """
            4,1200,10000000,-;NVRM: loading NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024
             SUBSYSTEM=pci
            4,1201,12000500,-;NVRM: Xid (PCI:0000:3b:00): 31, pid=4242, name=python3, Ch 00000008, intr 00000000. MMU Fault
            6,1202,12100000,-;usb 1-1: new device
            4,1203,13000000,-;amdgpu 0000:05:00.0: amdgpu: GPU reset begin!
            4,1204,13500000,-;amdgpu 0000:05:00.0: amdgpu: GPU reset(3) failed
            """;

    @TempDir
    Path root;

    @Test
    void isReadFromItsStartAndFollowed() throws Exception {
        Recorded host = Recorded.empty(root);
        host.file("/proc/stat", "cpu 1 2\nbtime 1764000000");
        host.file("/dev/kmsg", SO_FAR);
        CountDownLatch told = new CountDownLatch(2);
        try (KernelLog log = new KernelLog(host.files, host, new MovingClock(), told::countDown)) {
            log.events();
            Files.writeString(
                    root.resolve("dev/kmsg"),
                    "2,1300,99000000,-;NVRM: GPU 0000:3b:00.0: GPU has fallen off the bus.\n",
                    StandardOpenOption.APPEND);
            while (log.events().size() < 5) {
                told.await(100, TimeUnit.MILLISECONDS);
            }
            assertThat(log.events())
                    .containsExactly(
                            new KernelEvent.DriverLoaded(Vendor.NVIDIA, at("1764000010.000")),
                            new KernelEvent.Trouble(
                                    "0000:3b:00.0",
                                    new Symptom.Xid(
                                            31, "pid=4242, name=python3, Ch 00000008, intr 00000000. MMU Fault", 1),
                                    at("1764000012.000")),
                            new KernelEvent.Trouble(
                                    "0000:05:00.0",
                                    new Symptom.AmdReset(false, "GPU reset begin!"),
                                    at("1764000013.000")),
                            new KernelEvent.Trouble(
                                    "0000:05:00.0",
                                    new Symptom.AmdReset(true, "GPU reset(3) failed"),
                                    at("1764000013.500")),
                            new KernelEvent.Trouble("0000:3b:00.0", new Symptom.FellOffBus(), at("1764000099.000")));
        }
    }

    @Test
    void theJournalStandsInWhereTheLogMayNotBeRead() throws Exception {
        Recorded host = Recorded.empty(root);
        host.add("$ journalctl -k -b\n"
                + "1764000012.123456 gpu-1 kernel: NVRM: Xid (PCI:0000:3b:00): 79, GPU has fallen off the bus.\n"
                + "1764000012.200000 gpu-1 kernel: xe 0000:03:00.0: [drm] CRITICAL: Xe has declared device wedged.\n");
        try (KernelLog log = new KernelLog(host.files, host, new MovingClock(), () -> {})) {
            assertThat(log.events())
                    .containsExactly(
                            new KernelEvent.Trouble(
                                    "0000:3b:00.0",
                                    new Symptom.Xid(79, "GPU has fallen off the bus.", 1),
                                    at("1764000012.123")),
                            new KernelEvent.Trouble(
                                    "0000:03:00.0",
                                    new Symptom.IntelWedged("[drm] CRITICAL: Xe has declared device wedged."),
                                    at("1764000012.200")));
        }
    }

    private static Instant at(String seconds) {
        String[] parts = seconds.split("\\.");
        return Instant.ofEpochSecond(Long.parseLong(parts[0])).plusMillis(Long.parseLong(parts[1]));
    }
}
