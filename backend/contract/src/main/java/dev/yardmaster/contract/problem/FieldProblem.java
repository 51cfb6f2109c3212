package dev.yardmaster.contract.problem;

/**
 * One field that was refused.
 *
 * @param field path from the document's root, for instance {@code spec.replicas} or {@code [1].spec.model}
 * @param problem what was wrong, naming the value
 * @param expected what would be right
 */
public record FieldProblem(String field, String problem, String expected) {}
