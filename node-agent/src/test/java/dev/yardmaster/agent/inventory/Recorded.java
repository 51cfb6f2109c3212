package dev.yardmaster.agent.inventory;

import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A host as a file: sections {@code $ COMMAND} with what a tool answers, after {@code ! CODE} where it fails and
 * {@code ! hang} where it never does, and {@code @ PATH} with what a file of the kernel holds. A command is answered by
 * the first section that it begins with.
 */
public final class Recorded implements Tools {
    /** What a tool answers that is there, to what nobody recorded. */
    static final String NOT_RECORDED = " was not recorded";

    private static final String QUERY = "nvidia-smi --query-gpu=";

    private final Map<String, Result> answers = new LinkedHashMap<>();
    private final boolean whole;
    public final HostFiles files;
    public final List<String> asked = new ArrayList<>();

    private Recorded(Path root, boolean whole) {
        this.files = new HostFiles(root);
        this.whole = whole;
    }

    public static Recorded empty(Path root) {
        return new Recorded(root, true);
    }

    /**
     * Of a host of which only some was recorded: a tool that is there fails at all else. A list of fields is answered with
     * the recorded cells, and with {@code [N/A]} for others.
     */
    static Recorded partly(Path recording, Path root) throws IOException {
        Recorded host = new Recorded(root, false);
        host.add(Files.readString(recording));
        return host;
    }

    public static Recorded read(Path recording, Path root) throws IOException {
        Recorded host = new Recorded(root, true);
        host.add(Files.readString(recording));
        return host;
    }

    public Recorded add(String sections) throws IOException {
        for (String section : ("\n" + sections).split("\n(?=[$@] )")) {
            int end = section.indexOf('\n');
            String head = end < 0 ? section : section.substring(0, end);
            String body = end < 0 ? "" : section.substring(end + 1);
            if (head.startsWith("$ ")) {
                answers.put(head.substring(2), answer(head, body));
            } else if (head.startsWith("@ ")) {
                file(head.substring(2), body);
            }
        }
        return this;
    }

    public void answer(String command, Result result) {
        answers.put(command, result);
    }

    public void file(String path, String text) throws IOException {
        Path file = files.at(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.endsWith("\n") ? text : text + "\n");
    }

    private static Result answer(String command, String body) {
        String tool = command.split(" ")[1];
        if (body.startsWith("! hang")) {
            return new Result.Hung(tool + " did not answer within 8 s");
        }
        if (!body.startsWith("! ")) {
            return new Result.Output(body);
        }
        int end = body.indexOf('\n');
        int code = Integer.parseInt(body.substring(2, end).strip());
        String text = body.substring(end + 1);
        return new Result.Failed(
                tool + " ended with " + code + ": " + text.lines().findFirst().orElse("no output"), code, text);
    }

    @Override
    public synchronized Result run(List<String> command) {
        String line = String.join(" ", command);
        asked.add(line);
        return answers.entrySet().stream()
                .filter(e -> line.startsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> whole ? new Result.Absent() : partly(line));
    }

    private Result partly(String line) {
        String tool = line.split(" ")[0];
        if (line.startsWith(QUERY)) {
            for (Map.Entry<String, Result> e : answers.entrySet()) {
                if (e.getKey().startsWith(QUERY) && e.getValue() instanceof Result.Output(String rows)) {
                    return new Result.Output(cells(fields(line), fields(e.getKey()), rows));
                }
            }
        }
        return answers.keySet().stream().anyMatch(k -> k.startsWith(tool + " "))
                ? new Result.Failed(tool + NOT_RECORDED, 2, "")
                : new Result.Absent();
    }

    private static List<String> fields(String command) {
        return List.of(command.substring(QUERY.length()).split(" ")[0].split(","));
    }

    /** The recorded cells in the order that is asked for; the line's number stands for an index. */
    private static String cells(List<String> asked, List<String> recorded, String rows) {
        List<String> lines = rows.lines().filter(l -> !l.isBlank()).toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            List<String> cells = List.of(lines.get(i).split(", "));
            String number = String.valueOf(i);
            text.append(asked.stream()
                            .map(f -> f.replace("clocks_throttle_reasons", "clocks_event_reasons"))
                            .map(f -> recorded.contains(f)
                                    ? cells.get(recorded.indexOf(f))
                                    : f.equals("index") ? number : "[N/A]")
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        return text.toString();
    }
}
