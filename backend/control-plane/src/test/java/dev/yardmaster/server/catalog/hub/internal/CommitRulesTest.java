package dev.yardmaster.server.catalog.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitRulesTest {
    private static final String SHA = "a".repeat(64);
    private static final RepositoryName REPOSITORY = new RepositoryName("acme", "tiny");

    private static NewCommit commit(String revision, NewFile... files) {
        return new NewCommit(revision, "a message", List.of(files));
    }

    private static NewFile file(String path) {
        return new NewFile(path, 1, SHA);
    }

    private static List<String> fields(NewCommit commit) {
        return CommitCheck.of(commit).stream().map(FieldProblem::field).toList();
    }

    @Test
    void aProperCommitIsFine() {
        assertThat(CommitCheck.of(commit("v1.0_a-b", file("a.gguf"), file("sub/b c.json"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a/b", "a b", "../x", "0123456789abcdef0123456789abcdef01234567"})
    void branchesHaveNamesThatNoCommitHas(String revision) {
        assertThat(fields(commit(revision, file("a")))).containsExactly("revision");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "../a", "a/../b", "a//b", "a/./b", "a\\b", "a\u0007b", "a/"})
    void pathsStayInside(String path) {
        assertThat(fields(commit("main", file("ok"), file(path)))).containsExactly("files[1].path");
    }

    @Test
    void aPathIsThereOnce() {
        assertThat(fields(commit("main", file("a"), file("a")))).containsExactly("files[1].path");
        assertThat(fields(commit("main", file("a/b"), file("a")))).containsExactly("files[1].path");
        assertThat(fields(commit("main", file("a"), file("a/b")))).containsExactly("files[1].path");
        assertThat(fields(commit("main", file("a/b"), file("a/c"), file("ab")))).isEmpty();
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertThat(fields(new NewCommit("-", " ", List.of()))).containsExactly("revision", "message", "files");
        assertThat(fields(commit("main", new NewFile("a", -1, "xyz"))))
                .containsExactly("files[0].sha256", "files[0].path");
    }

    @Test
    void theIdFollowsFromTheContent() {
        List<NewFile> files = List.of(file("a"), file("b"));
        String id = CommitId.of(REPOSITORY, "", "m", files);
        assertThat(id).matches("[0-9a-f]{40}").isEqualTo(CommitId.of(REPOSITORY, "", "m", files.reversed()));
        assertThat(List.of(
                        CommitId.of(new RepositoryName("acme", "other"), "", "m", files),
                        CommitId.of(REPOSITORY, id, "m", files),
                        CommitId.of(REPOSITORY, "", "n", files),
                        CommitId.of(REPOSITORY, "", "m", List.of(file("a"))),
                        CommitId.of(REPOSITORY, "", "m", List.of(file("a"), new NewFile("b", 2, SHA)))))
                .doesNotHaveDuplicates()
                .doesNotContain(id);
    }

    @ParameterizedTest
    @CsvSource({
        "a.gguf,1,true",
        "a.SAFETENSORS,1,true",
        "pytorch_model.bin,1,true",
        "config.json,500,false",
        "README.md,1,false",
        "LICENSE,1,false",
        "tokenizer.json,9999999,false",
        "tokenizer.json,10000000,true"
    })
    void weightsAndBigFilesAreLarge(String path, long size, boolean large) {
        assertThat(LargeFiles.isLarge(path, size)).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "a/b/c", "../x", "a/", "/b", "a b/c", ".git/x", "api/models"})
    void repositoriesAreOwnerAndName(String name) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> RepositoryName.parse(name))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
