package dev.yardmaster.systemtests;

import dev.yardmaster.cli.api.Json;
import dev.yardmaster.systemtests.world.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The held-out questions that come with the demo models; an answer is right when it is exactly the expected text. */
record Eval(List<Item> items) {
    private static final int EVERY = 10;
    private static final int FIRST = 4;

    record Item(String question, String expected) {}

    static Eval whole() {
        try {
            return new Eval(Files.readAllLines(Repository.demoModels().resolve("eval.jsonl")).stream()
                    .filter(l -> !l.isBlank())
                    .map(Json.MAPPER::readTree)
                    .map(Eval::item)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every tenth, from the fifth: the three revisions score differently on it. */
    Eval sample() {
        return new Eval(IntStream.range(0, items.size())
                .filter(i -> i % EVERY == FIRST)
                .mapToObj(items::get)
                .toList());
    }

    /** How many the model gets right. */
    long score(UnaryOperator<String> model) {
        return items.stream()
                .filter(i -> model.apply(i.question()).equals(i.expected()))
                .count();
    }

    private static Item item(JsonNode line) {
        return new Item(
                line.path("messages").path(0).path("content").asString(),
                line.path("expected").asString());
    }
}
