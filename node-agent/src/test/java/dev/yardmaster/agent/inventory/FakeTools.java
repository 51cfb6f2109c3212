package dev.yardmaster.agent.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Vendor tools that answer as they are told; all others are absent. */
final class FakeTools implements Tools {
    final Map<String, Result> answers = new HashMap<>();
    final List<List<String>> asked = new ArrayList<>();

    @Override
    public Result run(List<String> command) {
        asked.add(command);
        return answers.getOrDefault(
                String.join(" ", command.subList(0, Math.min(2, command.size()))), new Result.Absent());
    }
}
