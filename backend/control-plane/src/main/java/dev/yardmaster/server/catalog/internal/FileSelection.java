package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of a source's files a model is made of. */
final class FileSelection {
    private static final int MAX_PATTERNS = 100;
    private static final int SHOWN = 5;

    private final Optional<Glob> pattern;
    private final List<Glob> include;
    private final List<Glob> exclude;

    private FileSelection(Optional<Glob> pattern, List<Glob> include, List<Glob> exclude) {
        this.pattern = pattern;
        this.include = include;
        this.exclude = exclude;
    }

    /** @throws ProblemException naming each pattern that is none */
    static FileSelection parse(Optional<String> pattern, List<String> includes, List<String> excludes) {
        List<FieldProblem> problems = new ArrayList<>();
        List<Glob> source = globs("spec.source", pattern.stream().toList(), problems);
        List<Glob> include = globs("spec.include", includes, problems);
        List<Glob> exclude = globs("spec.exclude", excludes, problems);
        if (!problems.isEmpty()) {
            FieldProblem first = problems.getFirst();
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    first.field() + ": " + first.problem() + "; " + first.expected(),
                    problems);
        }
        return new FileSelection(source.stream().findFirst(), include, exclude);
    }

    private static List<Glob> globs(String field, List<String> texts, List<FieldProblem> problems) {
        if (texts.size() > MAX_PATTERNS) {
            problems.add(new FieldProblem(
                    field, "there are " + texts.size() + " patterns", "expected at most " + MAX_PATTERNS));
            return List.of();
        }
        List<Glob> globs = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                globs.add(Glob.parse(texts.get(i)));
            } catch (IllegalArgumentException e) {
                problems.add(new FieldProblem(
                        field.equals("spec.source") ? field : field + "[" + i + "]",
                        String.valueOf(e.getMessage()),
                        "expected a path, where * stands for any name, ** for any path, ? for any character"));
            }
        }
        return globs;
    }

    /** @throws ProblemException naming the field that left nothing, and some of what there is */
    List<ModelFile> of(List<ModelFile> all) {
        List<ModelFile> addressed = keep(all, pattern.stream().toList(), "spec.source");
        List<ModelFile> included = keep(addressed, include, "spec.include");
        List<ModelFile> left = included.stream()
                .filter(f -> exclude.stream().noneMatch(g -> g.matches(f.path())))
                .toList();
        if (left.isEmpty()) {
            throw nothing("spec.exclude", "it leaves no file", included);
        }
        return left;
    }

    private static List<ModelFile> keep(List<ModelFile> files, List<Glob> globs, String field) {
        List<ModelFile> kept = files.stream()
                .filter(f -> globs.isEmpty() || globs.stream().anyMatch(g -> g.matches(f.path())))
                .toList();
        if (kept.isEmpty()) {
            throw nothing(field, files.isEmpty() ? "the source has no files" : "no file matches", files);
        }
        return kept;
    }

    private static ProblemException nothing(String field, String problem, List<ModelFile> there) {
        List<String> some = there.stream().limit(SHOWN).map(ModelFile::path).toList();
        String more = there.size() > SHOWN ? " and " + (there.size() - SHOWN) + " more" : "";
        return ProblemException.invalid(
                field, problem, there.isEmpty() ? "expected files" : "there are " + String.join(", ", some) + more);
    }
}
