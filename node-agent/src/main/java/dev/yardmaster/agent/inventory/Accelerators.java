package dev.yardmaster.agent.inventory;

import dev.yardmaster.agent.inventory.Tools.Result;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** Asks each vendor's tool. One that is missing is silent; one that fails leaves a note. */
final class Accelerators {
    private final Tools tools;
    private final List<Accelerator> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Accelerators(Tools tools) {
        this.tools = tools;
    }

    /** What was found, and what could not be looked at. */
    record Found(List<Accelerator> accelerators, List<String> notes) {}

    static Found look(Tools tools) {
        Accelerators look = new Accelerators(tools);
        look.ask(NvidiaSmi.COMMAND, NvidiaSmi::parse);
        boolean amd = look.ask(AmdSmi.STATIC, text -> AmdSmi.parse(text, look.amdMemory()));
        if (!amd) {
            look.ask(RocmSmi.COMMAND, RocmSmi::parse);
        }
        look.ask(NpuSmi.COMMAND, NpuSmi::parse);
        return new Found(List.copyOf(look.found), List.copyOf(look.notes));
    }

    private boolean ask(List<String> command, Function<String, List<Accelerator>> parser) {
        return switch (tools.run(command)) {
            case Result.Absent _ -> false;
            case Result.Failed(String why) -> {
                notes.add(why);
                yield false;
            }
            case Result.Output(String text) -> read(command.getFirst(), text, parser);
        };
    }

    private boolean read(String tool, String text, Function<String, List<Accelerator>> parser) {
        try {
            found.addAll(parser.apply(text));
            return true;
        } catch (IllegalArgumentException | JacksonException e) {
            notes.add(tool + " answered something unexpected: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            return false;
        }
    }

    private String amdMemory() {
        return switch (tools.run(AmdSmi.METRIC)) {
            case Result.Absent _ -> "";
            case Result.Failed(String why) -> {
                notes.add(why);
                yield "";
            }
            case Result.Output(String text) -> text;
        };
    }
}
