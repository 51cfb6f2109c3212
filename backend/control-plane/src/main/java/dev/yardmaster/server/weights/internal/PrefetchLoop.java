package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.event.Change;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.platform.leader.LeaderTask;
import dev.yardmaster.server.platform.queue.Next;
import dev.yardmaster.server.platform.queue.WorkQueue;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps policies at what the catalogue says now, and nodes at what policies say now. */
@Component
class PrefetchLoop implements LeaderTask {
    private static final Duration RESYNC = Duration.ofSeconds(30);

    private final PrefetchPass pass;
    private final WorkQueue<Subject> queue;

    PrefetchLoop(PrefetchPass pass, Changes changes) {
        this.pass = pass;
        this.queue = new WorkQueue<>(
                WorkQueue.Settings.of("prefetches", 1, RESYNC), this::reconcile, () -> List.of(Subject.values()));
        changes.listen(this::hear);
    }

    private enum Subject {
        CONTENTS,
        NODES
    }

    private void hear(Change change) {
        if (change.kind().equals(Kind.MODEL.word()) || change.kind().equals(Kind.ADAPTER.word())) {
            queue.add(Subject.CONTENTS);
        } else if (change.kind().equals(Kind.PREFETCH.word()) || change.kind().equals(Fleet.CHANGE_KIND)) {
            queue.add(Subject.NODES);
        }
    }

    private Next reconcile(Subject subject) {
        switch (subject) {
            case CONTENTS -> pass.contents();
            case NODES -> pass.nodes();
        }
        return Next.done();
    }

    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public void start() {
        queue.start();
    }

    @Override
    public void stop() {
        queue.stop();
    }
}
