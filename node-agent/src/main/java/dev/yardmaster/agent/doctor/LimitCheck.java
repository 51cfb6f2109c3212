package dev.yardmaster.agent.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the kernel allows this user: open files, locked and shared memory, huge pages. */
record LimitCheck(Premises premises) implements Check {
    private static final String ABOUT = "limits";
    private static final Pattern LIMIT = Pattern.compile("(Max [a-z ]+?)\\s{2,}(\\S+)\\s+(\\S+).*");
    private static final long FILES = 65_536;
    private static final long SHARED = 8L << 30;

    @Override
    public List<Finding> look() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (String line : premises.files().lines("/proc/self/limits").orElse(List.of())) {
            Matcher limit = LIMIT.matcher(line);
            if (limit.matches()) {
                switch (limit.group(1)) {
                    case "Max open files" -> findings.add(files(limit.group(2)));
                    case "Max locked memory" -> findings.add(locked(limit.group(2)));
                    default -> {}
                }
            }
        }
        shared(findings);
        findings.add(hugePages());
        return findings;
    }

    private static Finding files(String soft) {
        String sentence = soft + " files may be open at once.";
        return number(soft) < FILES
                ? Finding.warning(
                        ABOUT,
                        sentence + " A busy engine opens one for each request, and each shard of a model is one.",
                        "ulimit -n 1048576   (for a service: LimitNOFILE=1048576)")
                : Finding.ok(ABOUT, sentence);
    }

    /** Only RDMA and transfers from pinned memory need it. */
    private Finding locked(String soft) {
        boolean needed = !premises.inventory().host().rdma().isEmpty()
                || !premises.inventory().accelerators().isEmpty();
        String sentence = soft.equals("unlimited")
                ? "Memory may be locked without a limit."
                : Premises.gib(number(soft)) + " of memory may be locked.";
        return needed && number(soft) < Long.MAX_VALUE
                ? Finding.warning(
                        ABOUT,
                        sentence + " RDMA and pinned transfers need it without a limit.",
                        "ulimit -l unlimited   (for a service: LimitMEMLOCK=infinity; for a container: --ulimit memlock=-1)")
                : Finding.ok(ABOUT, sentence);
    }

    private void shared(List<Finding> findings) throws IOException {
        Path shm = premises.files().at("/dev/shm");
        if (!Files.isDirectory(shm)) {
            findings.add(Finding.problem(
                    ABOUT,
                    "/dev/shm is missing, over which processes of one engine speak.",
                    "sudo mount -t tmpfs -o size=16g tmpfs /dev/shm"));
            return;
        }
        long size = Files.getFileStore(shm).getTotalSpace();
        String sentence = "Shared memory is " + Premises.gib(size) + ".";
        findings.add(
                size < SHARED && premises.inventory().accelerators().size() > 1
                        ? Finding.warning(
                                ABOUT,
                                sentence + " Engines on several devices want 8 GiB or more.",
                                "sudo mount -o remount,size=16g /dev/shm   (for a container: --shm-size 16g)")
                        : Finding.ok(ABOUT, sentence));
    }

    private Finding hugePages() {
        String free = premises.inventory().host().hugePages().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(e -> e.getValue() + " of " + (e.getKey() >> 20) + " MiB")
                .collect(Collectors.joining(", "));
        return Finding.ok(
                ABOUT,
                free.isEmpty()
                        ? "No huge pages are set aside; none are needed."
                        : "Huge pages are free: " + free + ".");
    }

    private static long number(String limit) {
        return limit.matches("\\d{1,18}") ? Long.parseLong(limit) : Long.MAX_VALUE;
    }
}
