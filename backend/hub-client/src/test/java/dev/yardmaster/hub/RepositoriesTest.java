package dev.yardmaster.hub;

import static dev.yardmaster.hub.MockHub.COMMIT;
import static dev.yardmaster.hub.MockHub.QUICK;
import static dev.yardmaster.hub.MockHub.REPOSITORY;
import static dev.yardmaster.hub.MockHub.json;
import static dev.yardmaster.hub.MockHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.hub.HubException.NotFound.What;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoriesTest {
    private static final String SHA = "a".repeat(64);
    private static final String OID = "b".repeat(40);

    private final MockHub hub = new MockHub();
    private final HubClient client = new HubClient(hub.endpoint(), QUICK);

    @AfterEach
    void close() {
        client.close();
        hub.close();
    }

    @Test
    void aRevisionResolvesToItsCommit() {
        hub.answers(json("{\"id\":\"acme/tiny\",\"sha\":\"" + COMMIT + "\"}"));
        assertThat(client.resolve(REPOSITORY, "refs/pr/1")).isEqualTo(COMMIT);
        assertThat(hub.asked().getTarget()).isEqualTo("/hub/api/models/acme/tiny/revision/refs%2Fpr%2F1");
    }

    @Test
    void theDefaultResolvesByTheRepositoryItself() {
        hub.answers(json("{\"sha\":\"" + COMMIT + "\"}"));
        assertThat(client.resolveDefault(REPOSITORY)).isEqualTo(COMMIT);
        assertThat(hub.asked().getTarget()).isEqualTo("/hub/api/models/acme/tiny");
    }

    @Test
    void aListingIsFollowedOverItsPagesAtTheHubOnly() {
        hub.answers(json("""
                        [{"type":"directory","oid":"%s","size":0,"path":"gguf"},
                         {"type":"file","oid":"%s","size":12,"path":"config.json"}]""".formatted(OID, OID))
                        .addHeader(
                                "Link", "<https://elsewhere.example/tree?recursive=true&cursor=abc%3D>; rel=\"next\""))
                .answers(json("""
                        [{"type":"file","oid":"%s","size":99,"path":"gguf/a.gguf",
                          "lfs":{"oid":"%s","size":99,"pointerSize":130}}]""".formatted(OID, SHA)));
        assertThat(client.files(REPOSITORY, COMMIT))
                .containsExactly(
                        new HubFile("config.json", 12, Optional.empty(), Optional.of(OID)),
                        new HubFile("gguf/a.gguf", 99, Optional.of(SHA), Optional.empty()));
        assertThat(hub.asked().getTarget()).isEqualTo("/hub/api/models/acme/tiny/tree/" + COMMIT + "?recursive=true");
        assertThat(hub.asked().getTarget())
                .isEqualTo("/hub/api/models/acme/tiny/tree/" + COMMIT + "?recursive=true&cursor=abc%3D");
    }

    @Test
    void filesBecomeTheCataloguesOwn() {
        assertThat(new HubFile("a/b.gguf", 5, Optional.of(SHA), Optional.empty()).toModelFile())
                .isEqualTo(new ModelFile("a/b.gguf", 5, SHA));
        assertThat(HubFile.of(new ModelFile("a.json", 5, "")).sha256()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "a/../../b", "a//b", "a\\\\b", "", ".", "a\\u0000b"})
    void pathsThatLeaveTheRepositoryAreRefused(String path) {
        hub.answers(json("[{\"type\":\"file\",\"oid\":\"%s\",\"size\":1,\"path\":\"%s\"}]".formatted(OID, path)));
        assertThatThrownBy(() -> client.files(REPOSITORY, COMMIT)).isInstanceOf(HubException.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "<html>", "{\"sha\":\"main\"}", "[]", ""})
    void answersOfAnotherShapeAreMalformed(String body) {
        hub.answers(json(body));
        assertThatThrownBy(() -> client.resolve(REPOSITORY, "main")).isInstanceOf(HubException.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"type\":\"file\",\"oid\":\"xyz\",\"size\":1,\"path\":\"a\"}]",
                "[{\"type\":\"file\",\"size\":-1,\"path\":\"a\"}]",
                "[{\"type\":\"file\",\"size\":1,\"path\":\"a\",\"lfs\":{\"oid\":\"12\"}}]",
                "{\"error\":\"x\"}"
            })
    void listingsOfAnotherShapeAreMalformed(String body) {
        hub.answers(json(body));
        assertThatThrownBy(() -> client.files(REPOSITORY, COMMIT)).isInstanceOf(HubException.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"RepoNotFound,REPOSITORY", "RevisionNotFound,REVISION", "EntryNotFound,FILE", ",REVISION"})
    void whatIsMissingIsTold(String code, What what) {
        hub.answers(code == null ? status(404) : status(404).addHeader("X-Error-Code", code));
        HubException.NotFound failure =
                catchThrowableOfType(HubException.NotFound.class, () -> client.resolve(REPOSITORY, "v9"));
        assertThat(failure.what()).isEqualTo(what);
        assertThat(failure).hasMessageContaining("'v9' of acme/tiny");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void gatedAndPrivateAreToldApart() {
        hub.answers(status(403).addHeader("X-Error-Code", "GatedRepo")).answers(status(401));
        HubException.Denied gated =
                catchThrowableOfType(HubException.Denied.class, () -> client.resolve(REPOSITORY, "main"));
        HubException.Denied unknown =
                catchThrowableOfType(HubException.Denied.class, () -> client.resolve(REPOSITORY, "main"));
        assertThat(gated.gated()).isTrue();
        assertThat(unknown.gated()).isFalse();
        assertThat(unknown).hasMessageContaining("needs a valid token, or does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "a/b/c", "../x", "a/..", "a b/c", "/b", "a/"})
    void repositoriesAreChecked(String repository) {
        assertThatThrownBy(() -> client.resolve(repository, "main")).isInstanceOf(IllegalArgumentException.class);
        assertThat(hub.server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "http://user:pw@host", "http://host/?a=b", "host", "http://host/#x"})
    void endpointsAreChecked(String base) {
        assertThatThrownBy(() -> HubEndpoint.anonymous(URI.create(base))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnreachableHubIsUnavailable() {
        hub.close();
        assertThatThrownBy(() -> client.resolve(REPOSITORY, "main")).isInstanceOf(HubException.Unavailable.class);
    }
}
