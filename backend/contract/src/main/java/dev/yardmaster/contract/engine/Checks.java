package dev.yardmaster.contract.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How it is found out whether an engine answers.
 *
 * @param inference a real request, sent before an engine counts as ready and again and again while it does
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Checks(Health health, Optional<Inference> inference) {
    public Checks {
        inference = inference == null ? Optional.empty() : inference;
    }

    /** With only those questions whose kind is one of these; without inference where none is left. */
    public Checks asking(Set<String> kinds) {
        return new Checks(
                health,
                inference.map(i -> i.only(kinds)).filter(i -> !i.questions().isEmpty()));
    }

    /** No more than a health endpoint. */
    public static Checks health(
            String path, int loadingStatus, Duration every, Duration timeout, int failuresToUnready) {
        return new Checks(
                new Health(path, "http", Set.of(loadingStatus), false, every, timeout, failuresToUnready),
                Optional.empty());
    }

    /**
     * @param port name of the port, {@code http} for the one that answers requests
     * @param loadingStatuses answers that mean: still loading
     * @param refusedWhileLoading whether a refused connection means loading, too, until the start's deadline
     * @param failuresToUnready bad answers in a row that take a ready engine out
     */
    public record Health(
            String path,
            String port,
            Set<Integer> loadingStatuses,
            boolean refusedWhileLoading,
            Duration every,
            Duration timeout,
            int failuresToUnready) {
        public Health {
            port = port == null ? "http" : port;
            loadingStatuses = loadingStatuses == null ? Set.of() : Set.copyOf(loadingStatuses);
        }
    }

    /**
     * One small request per kind of model. In a launch there are only those that its model can answer, of which the first
     * is asked.
     *
     * @param questions see {@link Checks#asking}
     * @param every how often a ready engine is asked; an engine that answered others in the meantime need not be
     * @param timeout of one request
     * @param failuresToReplace bad answers in a row after which the engine is killed and started again
     */
    public record Inference(List<Question> questions, Duration every, Duration timeout, int failuresToReplace) {
        public Inference {
            questions = List.copyOf(questions);
        }

        private Inference only(Set<String> kinds) {
            List<Question> left =
                    questions.stream().filter(q -> kinds.contains(q.kind())).toList();
            return new Inference(left, every, timeout, failuresToReplace);
        }
    }

    /**
     * @param kind {@code chat}, {@code completion}, {@code embedding}, {@code rerank}
     * @param call with {@code {{served.name}}} in the body
     * @param expect JSON pointer to what must be there and not empty in the answer, for instance {@code /choices/0}
     */
    public record Question(String kind, HttpCall call, String expect) {}
}
