package dev.yardmaster.agent.link;

import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.CredentialResponse;
import dev.yardmaster.contract.agent.JoinRequest;
import dev.yardmaster.contract.agent.JoinResponse;
import dev.yardmaster.contract.agent.LeaseRequest;
import dev.yardmaster.contract.agent.LeaseResponse;
import dev.yardmaster.contract.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;

/** The calls of the agent link, each with a time limit. Leases have a connection of their own. */
final class ServerCalls {
    static final Duration LONG_POLL = Duration.ofSeconds(25);
    private static final Duration LEASE_LIMIT = Duration.ofSeconds(4);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final long MOST_BYTES = 32L << 20;
    private static final MediaType JSON = MediaType.get("application/json");

    private final URI server;
    private final OkHttpClient client;
    private final OkHttpClient leases;

    ServerCalls(URI server, OkHttpClient client) {
        this.server = server;
        this.client = client.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(LIMIT)
                .callTimeout(LIMIT)
                .followRedirects(false)
                .build();
        this.leases = this.client
                .newBuilder()
                .connectionPool(new ConnectionPool(1, 1, TimeUnit.MINUTES))
                .connectTimeout(LEASE_LIMIT)
                .callTimeout(LEASE_LIMIT)
                .build();
    }

    Answer<JoinResponse> join(JoinRequest request) {
        return call(client, post(AgentPaths.JOIN, request).build(), json(JoinResponse.class));
    }

    Answer<LeaseResponse> lease(String credential, LeaseRequest request) {
        RequestBody body = RequestBody.create(LeaseJson.write(request), JSON);
        return call(leases, as(credential, to(AgentPaths.LEASE).post(body)), LeaseJson::read);
    }

    Answer<CredentialResponse> rotate(String credential) {
        Request.Builder request = to(AgentPaths.CREDENTIAL).post(RequestBody.create(new byte[0]));
        return call(client, as(credential, request), json(CredentialResponse.class));
    }

    /** Posts a report that is answered without a body. */
    Answer<String> report(String credential, String path, Object body) {
        return call(client, as(credential, post(path, body)), text -> text);
    }

    /** Posts a question. */
    <T> Answer<T> ask(String credential, String path, Object body, Class<T> type) {
        return call(client, as(credential, post(path, body)), json(type));
    }

    /** Waits at the server until there is something newer. */
    Answer<Assignment> assignment(String credential, long after, Duration wait) {
        OkHttpClient patient = client.newBuilder()
                .readTimeout(wait.plus(LIMIT))
                .callTimeout(wait.plus(LIMIT))
                .build();
        String query = "?after=" + after + "&waitSeconds=" + wait.toSeconds();
        Request.Builder request = to(AgentPaths.ASSIGNMENT + query).get();
        return call(patient, as(credential, request), json(Assignment.class));
    }

    private Request.Builder to(String path) {
        return new Request.Builder().url(server + path).header("Accept", "application/json");
    }

    private Request.Builder post(String path, Object body) {
        return to(path).post(RequestBody.create(Json.mapper().writeValueAsBytes(body), JSON));
    }

    private static Request as(String credential, Request.Builder request) {
        return request.header("Authorization", "Bearer " + credential).build();
    }

    private static <T> Function<String, T> json(Class<T> type) {
        return body -> Json.mapper().readValue(body, type);
    }

    private <T> Answer<T> call(OkHttpClient how, Request request, Function<String, T> reader) {
        try (Response response = how.newCall(request).execute()) {
            String body = response.peekBody(MOST_BYTES).string();
            return answer(response.code(), body, reader);
        } catch (IOException e) {
            return new Answer.Unavailable<>(server + " is not reached: " + e.getMessage());
        } catch (JacksonException | IllegalArgumentException e) {
            return new Answer.Unavailable<>(
                    request.url().encodedPath() + " answers something unexpected: " + e.getMessage());
        }
    }

    private static <T> Answer<T> answer(int status, String body, Function<String, T> reader) {
        if (status == 204) {
            return new Answer.Nothing<>();
        }
        if (status == 200 || status == 201) {
            return new Answer.Ok<>(reader.apply(body));
        }
        if (status == 401) {
            return new Answer.Unauthorized<>(detail(body));
        }
        boolean mayPass = status >= 500 || status == 408 || status == 429 || status < 400;
        return mayPass
                ? new Answer.Unavailable<>("the server answers " + status + ": " + detail(body))
                : new Answer.Refused<>(status, detail(body));
    }

    private static String detail(String body) {
        try {
            Problem problem = Json.mapper().readValue(body, Problem.class);
            return problem.detail() == null ? "no detail" : problem.detail();
        } catch (JacksonException e) {
            return body.isBlank() ? "no detail" : body.substring(0, Math.min(200, body.length()));
        }
    }
}
