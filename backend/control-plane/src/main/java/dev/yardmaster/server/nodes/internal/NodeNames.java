package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What an agent may call its node and put on it. */
final class NodeNames {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
    private static final int MOST_LABELS = 64;

    private NodeNames() {}

    static void check(String name, Map<String, String> labels) {
        List<FieldProblem> wrong = new ArrayList<>();
        if (name == null || !NAME.matcher(name).matches()) {
            wrong.add(
                    new FieldProblem(
                            "nodeName",
                            "'" + name + "' is no name",
                            "expected at most 63 lower-case letters, digits, '.' and '-', starting and ending with a letter or digit"));
        }
        if (labels.size() > MOST_LABELS) {
            wrong.add(new FieldProblem("labels", "there are " + labels.size(), "expected at most " + MOST_LABELS));
        }
        labels.forEach((key, value) -> {
            if (!KEY.matcher(key).matches() || !VALUE.matcher(value).matches()) {
                wrong.add(new FieldProblem(
                        "labels." + key,
                        "'" + key + "=" + value + "' is no label",
                        "expected letters, digits, '.', '_' and '-', at most 63 on either side"));
            }
        });
        if (!wrong.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    wrong.getFirst().field() + ": " + wrong.getFirst().problem() + "; "
                            + wrong.getFirst().expected(),
                    wrong);
        }
    }
}
