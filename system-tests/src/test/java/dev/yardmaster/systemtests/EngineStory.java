package dev.yardmaster.systemtests;

import dev.yardmaster.systemtests.world.World;
import java.io.IOException;
import java.nio.file.Path;

/** One runtime's story on a node of its own, step by step. */
final class EngineStory implements AutoCloseable {
    private final StoryNode node;
    private final StoryBeginning beginning;
    private final StoryFailures failures;
    private final StoryEnds ends;
    private final StoryWaits waits;

    private EngineStory(StoryNode node) {
        this.node = node;
        this.waits = new StoryWaits(node);
        this.beginning = new StoryBeginning(node, waits);
        this.failures = new StoryFailures(node, waits);
        this.ends = new StoryEnds(node, waits);
    }

    /** The node has joined, and the model and its adapter are in the catalogue and nowhere else. */
    static EngineStory begin(World world, StoryCast cast, Path home) throws IOException {
        StoryFiles.push(world, cast, home.resolve("push"));
        cast.extended().ifPresent(world::apply);
        return new EngineStory(StoryNode.joined(world, cast, home));
    }

    void tell() throws Exception {
        StoryQuestions questions = new StoryQuestions(node);
        beginning.select();
        beginning.fetchStartLoad();
        questions.chatAndStream();
        questions.metrics();
        new StoryAdapter(node, waits).attach();
        new StorySleep(node, waits).sleepAndWake();
        ends.drain();
        failures.crash();
        ends.stop();
    }

    void tellOfSickness() {
        beginning.select();
        beginning.fetchStartLoad();
        failures.sicken();
        ends.stop();
    }

    @Override
    public void close() {
        node.close();
    }
}
