package dev.yardmaster.agent.doctor;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Whether engines can be held to their share of memory and CPU: a control group of version 2 that is ours to divide. */
record GroupCheck(Premises premises) implements Check {
    private static final String ABOUT = "cgroup";
    private static final String ROOT = "/sys/fs/cgroup";

    @Override
    public List<Finding> look() {
        if (!premises.files().exists(ROOT + "/cgroup.controllers")) {
            return List.of(Finding.warning(
                    ABOUT,
                    "The host has no control groups of version 2: engines' memory and CPU cannot be bounded.",
                    "Add systemd.unified_cgroup_hierarchy=1 to GRUB_CMDLINE_LINUX in /etc/default/grub, then:"
                            + " sudo update-grub && sudo reboot"));
        }
        String own = premises.files().lines("/proc/self/cgroup").orElse(List.of()).stream()
                .filter(l -> l.startsWith("0::"))
                .map(l -> l.substring(3))
                .findFirst()
                .orElse("/");
        String directory = ROOT + (own.equals("/") ? "" : own);
        Set<String> controllers = Set.copyOf(Arrays.asList(premises.files()
                .line(directory + "/cgroup.controllers")
                .orElse("")
                .split("\\s+")));
        boolean ours = Files.isWritable(premises.files().at(directory + "/cgroup.procs"))
                && Files.isWritable(premises.files().at(directory));
        boolean enough = controllers.containsAll(Set.of("memory", "cpu"));
        return List.of(
                ours && enough
                        ? Finding.ok(ABOUT, "The control group " + own + " is ours: engines can be bounded.")
                        : Finding.warning(
                                ABOUT,
                                "The control group " + own
                                        + (ours ? " has not both memory and cpu" : " is not ours to divide")
                                        + ": engines' memory and CPU cannot be bounded.",
                                "systemd-run --user --scope -p Delegate=yes ./yard agent   (for a service: Delegate=yes)"));
    }
}
