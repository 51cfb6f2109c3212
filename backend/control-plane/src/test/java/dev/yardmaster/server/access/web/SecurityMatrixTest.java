package dev.yardmaster.server.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address that exists, against every kind of caller. New addresses are covered the day they are added. */
@ServerTest
class SecurityMatrixTest {
    /** Uploads are let in by the address itself, which was handed out to one client. */
    private static final Set<String> OPEN = Set.of(
            "POST /agent/v1/join", "POST /agent/v1/join/", "PUT /hub/blobs/uploads/x", "POST /hub/blobs/uploads/x");

    @Autowired
    TestClient client;

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @TestFactory
    List<DynamicTest> nobodyGetsInWithoutAToken() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String address : addresses()) {
            if (!OPEN.contains(address)) {
                tests.add(DynamicTest.dynamicTest(address, () -> {
                    HttpResponse<String> none = client.send(anonymous(address));
                    assertThat(none.statusCode()).isEqualTo(401);
                    assertThat(none.headers().firstValue("www-authenticate").orElse(""))
                            .startsWith("Bearer");
                    assertThat(client.problem(none).type()).isEqualTo(ProblemType.UNAUTHENTICATED.uri());
                    HttpResponse<String> wrong = client.send(
                            anonymous(address).header("Authorization", "Bearer yk_aaaaaaaaaa_" + "b".repeat(43)));
                    assertThat(wrong.statusCode()).isEqualTo(401);
                }));
            }
        }
        assertThat(tests).hasSizeGreaterThan(5);
        return tests;
    }

    @TestFactory
    List<DynamicTest> aTokenOfAnotherScopeIsRefused() {
        String inference = client.token(KeyScope.INFERENCE);
        return addresses().stream()
                .filter(address -> !OPEN.contains(address))
                .map(address -> DynamicTest.dynamicTest(address, () -> {
                    HttpResponse<String> response =
                            client.send(anonymous(address).header("Authorization", "Bearer " + inference));
                    assertThat(response.statusCode()).isEqualTo(403);
                    assertThat(client.problem(response).type()).isEqualTo(ProblemType.FORBIDDEN.uri());
                }))
                .toList();
    }

    /** 404 stands for "let in, but there is nothing at this very address". */
    @ParameterizedTest
    @CsvSource({
        "ADMIN,     /api/v1/api-keys,     200",
        "ADMIN,     /v3/api-docs,         200",
        "ADMIN,     /actuator/prometheus, 200",
        "ADMIN,     /agent/v1/nothing,    403",
        "ADMIN,     /gateway/v1/nothing,  403",
        "ADMIN,     /hub/nothing/here,    404",
        "HUB_READ,  /hub/nothing/here,    404",
        "HUB_READ,  /api/v1/api-keys,     403",
        "METRICS,   /actuator/prometheus, 200",
        "METRICS,   /api/v1/events,       403",
        "METRICS,   /hub/nothing/here,    403",
        "GATEWAY,   /gateway/v1/nothing,  404",
        "GATEWAY,   /api/v1/api-keys,     403",
        "GATEWAY,   /hub/nothing/here,    403",
        "INFERENCE, /gateway/v1/nothing,  403",
        "INFERENCE, /hub/nothing/here,    403",
        "NODE_JOIN, /api/v1/api-keys,     403",
        "NODE_JOIN, /agent/v1/nothing,    403",
    })
    void eachScopeOpensItsOwnDoorsOnly(KeyScope scope, String path, int status) {
        HttpResponse<String> response =
                client.send(client.anonymous(path).header("Authorization", "Bearer " + client.token(scope)));
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        HttpResponse<String> made = client.post(
                "/api/v1/api-keys", "application/json", "{\"name\":\"short lived\",\"scopes\":[\"admin\"]}");
        assertThat(made.statusCode()).isEqualTo(201);
        String token = client.json(made).path("token").asString();
        String id = client.json(made).path("key").path("id").asString();
        assertThat(client.send(with(token)).statusCode()).isEqualTo(200);
        assertThat(client.delete("/api/v1/api-keys/" + id).statusCode()).isEqualTo(204);
        assertThat(client.send(with(token)).statusCode()).isEqualTo(401);
        assertThat(client.delete("/api/v1/api-keys/" + id).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/heapdump", "/actuator/beans", "/actuator/shutdown"})
    void dangerousActuatorAddressesDoNotExist(String path) {
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void cookiesAndTokensInTheAddressDoNotCount() {
        assertThat(client.send(client.anonymous("/api/v1/events?access_token=" + client.adminToken()))
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpRequest.Builder with(String token) {
        return client.anonymous("/api/v1/events").header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder anonymous(String address) {
        String[] parts = address.split(" ", 2);
        return client.anonymous(parts[1]).method(parts[0], HttpRequest.BodyPublishers.noBody());
    }

    private List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        mappings.stream()
                .flatMap(m -> m.getHandlerMethods().keySet().stream())
                .forEach(info -> addresses.addAll(addresses(info)));
        return addresses.stream().sorted().distinct().toList();
    }

    private static List<String> addresses(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .filter(p -> p.matches("/(api|agent|gateway|hub|v3)/.*"))
                .map(p -> p.replaceAll("\\{\\*?[^}]+}", "x").replace("/**", "/x"))
                .flatMap(p -> (info.getMethodsCondition().getMethods().isEmpty()
                                ? Set.of(RequestMethod.GET)
                                : info.getMethodsCondition().getMethods())
                        .stream().map(m -> m.name() + " " + p))
                .toList();
    }
}
