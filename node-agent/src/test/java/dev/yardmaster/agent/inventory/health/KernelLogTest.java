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

    /**
     * Lines as published at github.com/leptonai/gpud/pull/46 and 1174, geerlingguy/raspberry-pi-pcie-devices/issues/695 and
     * NVIDIA/NVSentinel/issues/155, whose record has several lines.
     */
    @Test
    void publishedLines() throws Exception {
        Recorded host = Recorded.empty(root);
        host.add("""
                $ journalctl -k -b
                1764000001.000000 h kernel: NVRM: Xid (PCI:0000:cb:00): 13, pid='<unknown>', name=<unknown>, Graphics SM Warp Exception on (GPC 7, TPC 7, SM 0): Illegal Instruction Parameter
                1764000002.000000 h kernel: NVRM: Xid (PCI:0000:cb:00): 109, pid=1797828, name=pt_main_thread, Ch 00000008, errorString CTX SWITCH TIMEOUT, Info 0x58005
                1764000003.000000 h kernel: NVRM: Xid (PCI:0018:01:00): 145, RLW_RXPIPE Nonfatal XC0 i0 Link 13 (0x0409a0c2 0x00000008 0x00000001 0x00000000 0x00100000 0x00000004)
                1764000004.000000 h kernel: NVRM: The NVIDIA GPU 0000:b3:00.0
                                            NVRM: (PCI ID: 10de:26b5) installed in this system has
                                            NVRM: fallen off the bus and is not responding to commands.
                1764000005.000000 h kernel: xe 0000:03:00.0: [drm] *ERROR* CRITICAL: Xe has declared device 0000:03:00.0 as wedged.
                                            IOCTLs and executions are blocked. Only a rebind may clear the failure
                """);
        try (KernelLog log = new KernelLog(host.files, host, new MovingClock(), () -> {})) {
            assertThat(log.events())
                    .map(KernelLogTest::told)
                    .containsExactly(
                            "0000:cb:00.0 XID 13",
                            "0000:cb:00.0 XID 109",
                            "0018:01:00.0 XID 145",
                            "0000:b3:00.0 fell off the bus",
                            "0000:03:00.0 wedged");
        }
    }

    @Test
    void aRecordOfSeveralLinesInTheLogItself() throws Exception {
        Recorded host = Recorded.empty(root);
        host.file("/proc/stat", "btime 1764000000");
        host.file(
                "/dev/kmsg",
                "3,1300,1843308145,-;NVRM: The NVIDIA GPU 0000:b3:00.0\\x0aNVRM: (PCI ID: 10de:26b5) installed in this"
                        + " system has\\x0aNVRM: fallen off the bus and is not responding to commands.\n");
        CountDownLatch told = new CountDownLatch(1);
        try (KernelLog log = new KernelLog(host.files, host, new MovingClock(), told::countDown)) {
            log.events();
            told.await();
            assertThat(log.events()).map(KernelLogTest::told).containsExactly("0000:b3:00.0 fell off the bus");
        }
    }

    private static String told(KernelEvent event) {
        return event instanceof KernelEvent.Trouble(String pci, Symptom symptom, Instant _)
                ? pci + " " + Verdict.on(symptom).code()
                : "driver loaded";
    }

    private static Instant at(String seconds) {
        String[] parts = seconds.split("\\.");
        return Instant.ofEpochSecond(Long.parseLong(parts[0])).plusMillis(Long.parseLong(parts[1]));
    }
}
