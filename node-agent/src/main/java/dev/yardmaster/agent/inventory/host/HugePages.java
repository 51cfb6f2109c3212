package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Free huge pages by their size in bytes; sizes of which the host set none aside are left out. */
public record HugePages(HostFiles files) {
    private static final String SIZES = "/sys/kernel/mm/hugepages";
    private static final Pattern SIZE = Pattern.compile("hugepages-(\\d{1,12})kB");

    public Sight<Map<Long, Long>> look() {
        Map<Long, Long> free = new TreeMap<>();
        for (String name : files.names(SIZES)) {
            Matcher size = SIZE.matcher(name);
            if (size.matches()
                    && files.number(SIZES + "/" + name + "/nr_hugepages").orElse(0L) > 0) {
                files.number(SIZES + "/" + name + "/free_hugepages")
                        .ifPresent(n -> free.put(Long.parseLong(size.group(1)) << 10, n));
            }
        }
        return Sight.of(free);
    }
}
