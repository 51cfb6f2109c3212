package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.Tools;
import dev.yardmaster.agent.inventory.tool.Tools.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** Asks a vendor's tool several things in one look; whatever fails leaves a note. */
final class Asking {
    private final Tools tools;
    private final List<String> notes = new ArrayList<>();

    Asking(Tools tools) {
        this.tools = tools;
    }

    List<String> notes() {
        return notes;
    }

    /** The same tools, without a note so far. */
    Asking anew() {
        return new Asking(tools);
    }

    void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    Result run(List<String> command) {
        return tools.run(command);
    }

    /** Asks what may be missing. */
    <T> Optional<T> ask(List<String> command, Function<String, T> parser) {
        return switch (tools.run(command)) {
            case Result.Absent _ -> Optional.empty();
            case Result.Failed(String why, int _, String _) -> noted(why);
            case Result.Hung(String why) -> noted(why);
            case Result.Output(String text) -> read(command, text, parser);
        };
    }

    /** Asks for the list of all devices, without which nothing else can be said of them. */
    Found list(List<String> command, Function<String, List<Seen>> parser) {
        return switch (tools.run(command)) {
            case Result.Absent _ -> Found.NOTHING;
            case Result.Hung(String why) -> failed(new Symptom.ToolHangs(command.getFirst()), why);
            case Result.Failed(String why, int _, String _) -> failed(new Symptom.ToolFails(command.getFirst()), why);
            case Result.Output(String text) ->
                read(command, text, parser)
                        .map(devices -> Found.all(devices, notes))
                        .orElseGet(() -> Found.failed(new Symptom.ToolFails(command.getFirst()), notes));
        };
    }

    Found failed(Symptom trouble, String why) {
        note(why);
        return Found.failed(trouble, notes);
    }

    <T> Optional<T> read(List<String> command, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException | JacksonException e) {
            return noted(command.getFirst() + " answered something unexpected: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private <T> Optional<T> noted(String why) {
        note(why);
        return Optional.empty();
    }
}
