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

/**
 * A host as a file: sections {@code $ COMMAND} with what a tool answers, after {@code ! CODE} where it fails and
 * {@code ! hang} where it never does, and {@code @ PATH} with what a file of the kernel holds. A command is answered by
 * the first section that it begins with.
 */
public final class Recorded implements Tools {
    private final Map<String, Result> answers = new LinkedHashMap<>();
    public final HostFiles files;
    public final List<String> asked = new ArrayList<>();

    private Recorded(Path root) {
        this.files = new HostFiles(root);
    }

    public static Recorded empty(Path root) {
        return new Recorded(root);
    }

    public static Recorded read(Path recording, Path root) throws IOException {
        Recorded host = new Recorded(root);
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
                .orElse(new Result.Absent());
    }
}
