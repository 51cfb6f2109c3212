package dev.yardmaster.contract.runtime;

import java.util.List;
import java.util.Optional;

/** The runtimes there are. */
public interface Runtimes {
    /** By name. */
    List<Runtime> list();

    Optional<Runtime> find(String name);

    /**
     * What would serve a model, on whatever hardware there is.
     *
     * @throws dev.yardmaster.contract.problem.ProblemException where there is no such model, or nothing serves it: with
     *     every verdict in its words
     */
    RuntimeChoice choose(String model);
}
