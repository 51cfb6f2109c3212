package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.container.ContainerSpec.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A container in the words of {@code nerdctl create} and {@code podman create}. */
final class CliArguments {
    private CliArguments() {}

    /** @param variables file that holds the environment, so that no secret is on the command line */
    static List<String> create(ContainerSpec spec, Path variables) {
        List<String> arguments = new ArrayList<>(List.of("create", "--name", spec.name()));
        spec.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(l -> add(arguments, "--label", l.getKey() + "=" + l.getValue()));
        add(arguments, "--env-file", variables.toString());
        add(arguments, "--pull", "never");
        add(arguments, "--restart", "no");
        arguments.add("--init");
        add(arguments, "--cap-drop", "ALL");
        add(arguments, "--security-opt", "no-new-privileges");
        if (spec.unlabelled()) {
            add(arguments, "--security-opt", "label=disable");
        }
        network(spec, arguments);
        for (Mount mount : spec.mounts()) {
            add(arguments, "--volume", mount.source() + ":" + mount.target() + (mount.readOnly() ? ":ro" : ":rw"));
        }
        add(arguments, "--tmpfs", ContainerSpec.TMP + ":" + ContainerSpec.TMP_OPTIONS);
        bounds(spec, arguments);
        devices(spec.devices(), arguments);
        if (!spec.user().isEmpty()) {
            add(arguments, "--user", spec.user());
        }
        if (!spec.workingDirectory().isEmpty()) {
            add(arguments, "--workdir", spec.workingDirectory());
        }
        command(spec, arguments);
        return arguments;
    }

    private static void network(ContainerSpec spec, List<String> arguments) {
        add(arguments, "--network", spec.hostNetwork() ? "host" : "bridge");
        if (!spec.hostNetwork()) {
            String host = spec.host().contains(":") ? "[" + spec.host() + "]" : spec.host();
            spec.ports().stream()
                    .sorted()
                    .forEach(port -> add(arguments, "--publish", host + ":" + port + ":" + port + "/tcp"));
        }
    }

    private static void bounds(ContainerSpec spec, List<String> arguments) {
        if (spec.sharedMemoryBytes() > 0) {
            add(arguments, "--shm-size", Long.toString(spec.sharedMemoryBytes()));
        }
        add(arguments, "--ulimit", "core=0:0");
        spec.limits().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(e -> !e.getKey().equals("core"))
                .forEach(e -> add(arguments, "--ulimit", e.getKey() + "=" + e.getValue() + ":" + e.getValue()));
        add(arguments, "--pids-limit", Long.toString(ContainerSpec.MOST_PROCESSES));
        if (spec.bounds().memoryBytes() > 0) {
            add(arguments, "--memory", Long.toString(spec.bounds().memoryBytes()));
            add(arguments, "--memory-swap", Long.toString(spec.bounds().memoryBytes()));
        }
        if (!spec.bounds().cpus().isEmpty()) {
            add(arguments, "--cpuset-cpus", spec.bounds().cpus());
        }
    }

    private static void devices(DeviceAccess devices, List<String> arguments) {
        devices.cdi().forEach(name -> add(arguments, "--device", name));
        devices.nodes().forEach(node -> add(arguments, "--device", node));
        devices.groups().forEach(group -> add(arguments, "--group-add", group));
        if (!devices.gpus().isEmpty()) {
            // The value is read as CSV, in which a comma has to be quoted.
            add(arguments, "--gpus", "\"device=" + String.join(",", devices.gpus()) + "\"");
        }
    }

    /** The entry point's first word replaces the image's; its others come before the command. */
    private static void command(ContainerSpec spec, List<String> arguments) {
        if (!spec.entrypoint().isEmpty()) {
            add(arguments, "--entrypoint", spec.entrypoint().getFirst());
        }
        arguments.add(spec.image());
        spec.entrypoint().stream().skip(1).forEach(arguments::add);
        arguments.addAll(spec.command());
    }

    private static void add(List<String> arguments, String name, String value) {
        arguments.add(name);
        arguments.add(value);
    }
}
