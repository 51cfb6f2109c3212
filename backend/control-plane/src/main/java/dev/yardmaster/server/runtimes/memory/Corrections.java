package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.server.runtimes.memory.MemoryQuestion.Corrected;
import java.util.Collection;

/** What engines reported of the memory they took, kept for the next time. */
public interface Corrections {
    /** Nothing is known, and nothing is kept. */
    Corrections NONE = new Corrections() {
        @Override
        public Corrected of(Subject subject) {
            return Corrected.NOTHING;
        }

        @Override
        public void report(Collection<Learnt> reports) {}
    };

    /** What is known at this moment, for a question. */
    Corrected of(Subject subject);

    /** Takes reports of engines that have started; those that cannot be true are left out. */
    void report(Collection<Learnt> reports);
}
