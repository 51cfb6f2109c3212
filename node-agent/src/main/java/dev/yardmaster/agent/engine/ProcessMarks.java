package dev.yardmaster.agent.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells engines of this agent by two environment variables that every process inherits from the one we started. Needs
 * {@code /proc}; elsewhere nothing is found.
 */
final class ProcessMarks {
    static final String INSTANCE = "YARD_INSTANCE";
    static final String HOME = "YARD_AGENT_HOME";
    /** Counted from the process's state. */
    private static final int SESSION = 3;

    private static final Path PROC = Path.of("/proc");

    private final Path home;

    ProcessMarks(Path home) {
        this.home = home;
    }

    Map<String, String> variables(String instanceId) {
        return Map.of(INSTANCE, instanceId, HOME, home.toString());
    }

    /** A process and the instance that it belongs to. */
    record Marked(ProcessHandle process, String instanceId) {}

    Stream<Marked> all() {
        long own = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(p -> p.pid() != own && !isZombie(p.pid()))
                .flatMap(p -> instance(p.pid()).map(id -> new Marked(p, id)).stream());
    }

    /** Processes of a session, whatever their environment. */
    Stream<ProcessHandle> inSession(long session) {
        return ProcessHandle.allProcesses()
                .filter(p -> p.pid() != session && session(p.pid()).equals(Long.toString(session)));
    }

    private static String session(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > SESSION ? fields[SESSION] : "";
    }

    Optional<String> instance(long pid) {
        String environment = read(pid, "environ");
        if (!has(environment, HOME, home.toString())) {
            return Optional.empty();
        }
        return Stream.of(environment.split("\0"))
                .filter(v -> v.startsWith(INSTANCE + "="))
                .map(v -> v.substring(INSTANCE.length() + 1))
                .findFirst();
    }

    private static boolean has(String environment, String name, String value) {
        return ("\0" + environment + "\0").contains("\0" + name + "=" + value + "\0");
    }

    /** Ended but not yet taken note of by its parent: still in the process table, and no engine any more. */
    static boolean isZombie(long pid) {
        String stat = read(pid, "stat");
        int state = stat.lastIndexOf(')') + 2;
        return state > 1 && state < stat.length() && stat.charAt(state) == 'Z';
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(PROC.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
