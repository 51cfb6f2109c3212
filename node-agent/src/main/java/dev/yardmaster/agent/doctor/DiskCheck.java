package dev.yardmaster.agent.doctor;

import dev.yardmaster.agent.inventory.host.Mount;
import dev.yardmaster.contract.node.HostFacts.Disk;
import dev.yardmaster.contract.node.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The disk that holds weights: room, speed, and whether it can be written. */
record DiskCheck(Premises premises) implements Check {
    private static final String ABOUT = "disk";
    private static final long LITTLE = 20L << 30;
    private static final Set<String> WITHOUT_LINKS = Set.of("vfat", "exfat", "msdos", "ntfs", "fuseblk");
    private static final String ELSEWHERE =
            "Set YARD_HOME to a directory on a local NVMe disk; 'lsblk -d -o NAME,ROTA,SIZE' lists disks.";

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        Path home = Premises.existing(premises.config().home());
        findings.add(room());
        findings.add(writable(home));
        premises.inventory().host().disk().ifPresent(d -> findings.add(kind(d)));
        Optional<Mount> mount = premises.files().lines("/proc/self/mountinfo").flatMap(lines -> Mount.of(home, lines));
        mount.filter(m -> WITHOUT_LINKS.contains(m.type()))
                .ifPresent(m -> findings.add(Finding.problem(
                        ABOUT,
                        "The file system is " + m.type()
                                + ", which has no links; the store of weights is made of them.",
                        "Set YARD_HOME to a directory on ext4 or xfs.")));
        return findings;
    }

    private Finding room() {
        Inventory has = premises.inventory();
        String sentence = Premises.gib(has.weightsBytesFree()) + " of " + Premises.gib(has.weightsBytesTotal())
                + " are free for weights at " + premises.config().home() + ".";
        return has.weightsBytesFree() < LITTLE
                ? Finding.warning(
                        ABOUT,
                        sentence + " A model of 8 billion parameters takes 16 GiB.",
                        "du -xh --max-depth=2 " + premises.config().home() + " | sort -h | tail   (or set YARD_HOME)")
                : Finding.ok(ABOUT, sentence);
    }

    private static Finding writable(Path home) {
        try {
            Path probe = Files.createTempFile(home, ".doctor", ".tmp");
            Files.delete(probe);
            return Finding.ok(ABOUT, home + " can be written.");
        } catch (IOException e) {
            return Finding.problem(
                    ABOUT, home + " cannot be written: " + e.getMessage() + ".", "sudo chown -R \"$USER\" " + home);
        }
    }

    private static Finding kind(Disk disk) {
        String named = disk.device() + " (" + disk.fileSystem() + ")";
        return switch (disk.kind()) {
            case "nvme" -> Finding.ok(ABOUT, "Weights lie on NVMe, " + named + ".");
            case "ssd" -> Finding.ok(ABOUT, "Weights lie on a solid-state disk, " + named + ".");
            case "rotating" ->
                Finding.warning(
                        ABOUT, "Weights lie on a rotating disk, " + named + ": 16 GiB load in minutes.", ELSEWHERE);
            case "network" ->
                Finding.warning(
                        ABOUT,
                        "Weights lie on a network file system, " + named + ": loading takes its time.",
                        ELSEWHERE);
            case "memory" ->
                Finding.warning(
                        ABOUT,
                        "Weights lie in memory, " + named + ": they take it from engines and are gone after a restart.",
                        ELSEWHERE);
            default -> Finding.ok(ABOUT, "Weights lie on " + named + ", a disk of unknown speed.");
        };
    }
}
