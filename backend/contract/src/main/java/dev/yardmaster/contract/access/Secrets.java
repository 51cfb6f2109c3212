package dev.yardmaster.contract.access;

import java.util.List;
import java.util.Map;

/** Credentials for sources, encrypted at rest. Refusals are {@link dev.yardmaster.contract.problem.ProblemException}. */
public interface Secrets {
    /** All, by name. */
    List<SecretInfo> list();

    /** Makes it, or replaces all of its values. */
    SecretInfo put(String name, Map<String, String> values);

    /** Refused with {@code in-use} while a model or adapter names it. */
    void delete(String name);
}
