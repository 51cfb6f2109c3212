package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.metrics.ServedModel;

/** Where the engine is in its life. */
sealed interface Phase {
    record Loading(ServedModel about) implements Phase {}

    record Ready(Service service) implements Phase {
        @Override
        public ServedModel about() {
            return service.about();
        }
    }

    record Stopping(ServedModel about) implements Phase {}

    ServedModel about();
}
