package dev.yardmaster.cli.api;

import dev.yardmaster.contract.problem.Problem;

/** How asking the server or the gateway can go wrong. */
public sealed class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ApiException(String message) {
        super(message, null, false, false);
    }

    /** It answered, with a refusal. */
    public static final class Refused extends ApiException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        public Refused(Problem problem) {
            super(problem.title() + ": " + problem.detail());
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    /** It did not answer. */
    public static final class NotReachable extends ApiException {
        private static final long serialVersionUID = 1L;

        public NotReachable(String message) {
            super(message);
        }
    }
}
