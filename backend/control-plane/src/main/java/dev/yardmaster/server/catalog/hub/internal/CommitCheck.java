package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.problem.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be said against a commit without looking anything up. */
final class CommitCheck {
    static final int MAX_FILES = 20_000;
    static final int MAX_PATH = 1024;
    static final int MAX_MESSAGE = 10_000;

    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private final List<FieldProblem> problems = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private final Set<String> directories = new HashSet<>();

    private CommitCheck() {}

    static List<FieldProblem> of(NewCommit commit) {
        CommitCheck check = new CommitCheck();
        check.head(commit);
        for (int i = 0; i < commit.files().size() && i < MAX_FILES; i++) {
            check.file("files[" + i + "]", commit.files().get(i));
        }
        return check.problems;
    }

    /** What can be said against the name of a branch or tag. */
    static List<FieldProblem> ofName(String name) {
        CommitCheck check = new CommitCheck();
        check.name(name);
        return check.problems;
    }

    private void name(String name) {
        if (!REVISION.matcher(name).matches() || COMMIT.matcher(name).matches()) {
            refuse(
                    "revision",
                    "'" + name + "' cannot be a branch or tag",
                    "expected letters, digits, '.', '_' and '-', starting with a letter or digit, at most 100, and"
                            + " no commit's id");
        }
    }

    private void head(NewCommit commit) {
        name(commit.revision());
        if (commit.message().isBlank() || commit.message().length() > MAX_MESSAGE) {
            refuse(
                    "message",
                    "it has " + commit.message().length() + " characters",
                    "expected 1 to " + MAX_MESSAGE + ", not only blanks");
        }
        if (commit.files().isEmpty() || commit.files().size() > MAX_FILES) {
            refuse("files", "there are " + commit.files().size(), "expected 1 to " + MAX_FILES);
        }
    }

    private void file(String field, NewFile file) {
        if (!BlobFiles.isDigest(file.sha256())) {
            refuse(field + ".sha256", "'" + file.sha256() + "' is not a digest", "expected 64 hex digits, lower case");
        }
        Optional<String> wrong = wrongPath(file);
        if (wrong.isPresent()) {
            refuse(field + ".path", wrong.get(), "expected a relative path with '/', at most " + MAX_PATH);
        } else if (!paths.add(file.path()) || directories.contains(file.path()) || isBelowAFile(file.path())) {
            refuse(field + ".path", "'" + file.path() + "' is there twice, or is a directory too", "expected it once");
        }
    }

    private static Optional<String> wrongPath(NewFile file) {
        try {
            new ModelFile(file.path(), file.size(), file.sha256());
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        if (file.path().length() > MAX_PATH) {
            return Optional.of("it has " + file.path().length() + " characters");
        }
        return file.path().chars().anyMatch(c -> c < ' ' || c == 127)
                ? Optional.of("it holds a control character")
                : Optional.empty();
    }

    private boolean isBelowAFile(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String directory = path.substring(0, slash);
            directories.add(directory);
            if (paths.contains(directory)) {
                return true;
            }
        }
        return false;
    }

    private void refuse(String field, String problem, String expected) {
        problems.add(new FieldProblem(field, problem, expected));
    }
}
