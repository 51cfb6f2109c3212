package dev.yardmaster.agent.doctor;

import dev.yardmaster.agent.config.AgentConfig;
import dev.yardmaster.agent.inventory.InventoryCollector;
import dev.yardmaster.agent.inventory.Site;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.contract.node.Inventory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code doctor [--json] [IMAGE...]}: works without a server and beside a running agent, and changes nothing. */
public final class DoctorCommand {
    private static final int USAGE = 64;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AgentConfig config;
    private final Map<String, String> environment;
    private final HostFiles files;
    private final Tools tools;

    public DoctorCommand(AgentConfig config, Map<String, String> environment, HostFiles files, Tools tools) {
        this.config = config;
        this.environment = Map.copyOf(environment);
        this.files = files;
        this.tools = tools;
    }

    /** Returns 0 where all is fine, 1 with warnings, 2 with problems. */
    public int run(List<String> arguments, PrintStream out, PrintStream err) {
        List<String> images = arguments.stream().filter(a -> !a.startsWith("-")).toList();
        List<String> flags = arguments.stream().filter(a -> a.startsWith("-")).toList();
        if (!List.of("--json").containsAll(flags)) {
            err.println("usage: ./yard doctor [--json] [IMAGE...]");
            return USAGE;
        }
        Report report = report(images);
        if (flags.isEmpty()) {
            report.print(out);
        } else {
            report.printJson(out);
        }
        return report.exitCode();
    }

    private Report report(List<String> images) {
        Premises premises = new Premises(config, environment, files, inventory());
        Web web = new Web();
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("devices", new DeviceCheck(premises));
        checks.put("driver", new DriverCheck(premises));
        checks.put("containers", new ContainerCheck(premises));
        checks.put("port", new PortCheck(premises, web));
        checks.put("disk", new DiskCheck(premises));
        checks.put("server", new ServerCheck(premises, web, Clock.systemUTC()));
        checks.put("outside", new OutsideCheck(premises, web, images));
        checks.put("limits", new LimitCheck(premises));
        checks.put("cgroup", new GroupCheck(premises));
        checks.put("runtime", new RuntimeCheck(premises));
        return new Doctor(LIMIT).look(checks);
    }

    /** What a running agent remembers of devices is read from a copy, so that nothing of its own is touched. */
    private Inventory inventory() {
        try {
            Path copy = Files.createTempDirectory("yard-doctor");
            try {
                Path remembered = config.agentHome().resolve("devices.json");
                if (Files.isReadable(remembered)) {
                    Files.copy(remembered, copy.resolve("devices.json"));
                }
                return look(copy);
            } finally {
                DurableFiles.deleteTree(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Inventory look(Path home) {
        Path weights = Premises.existing(config.agentHome().resolve("weights"));
        Site site = new Site(config.nodeName(), files, tools, weights, home, environment, Clock.systemUTC(), () -> {});
        try (InventoryCollector collector = new InventoryCollector(site)) {
            return collector.look();
        }
    }
}
