package dev.yardmaster.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a hub's refusals to {@link HubException}s. */
final class HubErrors {
    private static final int MAX_PROBLEM = 1 << 16;

    private HubErrors() {}

    /** What a request is about, for when the hub only says 404. */
    record About(HubException.NotFound.What what, String sentence) {}

    static HubException of(Response response, Optional<String> code, About about) {
        int status = response.code();
        String said = Optional.ofNullable(response.header("X-Error-Message"))
                .map(m -> ": " + m)
                .orElse("");
        String sentence = about.sentence() + said;
        return switch (status) {
            case 401, 403 -> denied(status, code.orElse(""), sentence);
            case 404 -> new HubException.NotFound(what(code.orElse(""), about), "there is no " + sentence);
            case 408, 425, 429, 500, 502, 503, 504 ->
                new HubException.Unavailable(
                        host(response.request().url()) + " answered " + status + " for " + sentence,
                        retryAfter(response.header("Retry-After", ""), response.header("Date", "")));
            default ->
                refused(response)
                        .orElseGet(() -> new HubException.Malformed(
                                host(response.request().url()) + " answered " + status + " for " + sentence));
        };
    }

    static HubException.Unavailable broken(HttpUrl url, IOException cause) {
        return new HubException.Unavailable(host(url) + " could not be read: " + cause.getMessage(), cause);
    }

    private static HubException denied(int status, String code, String sentence) {
        return code.equals("GatedRepo")
                ? new HubException.Denied(true, "the terms of " + sentence + " have to be accepted first")
                : new HubException.Denied(
                        false,
                        status == 401
                                ? sentence + " needs a valid token, or does not exist"
                                : sentence + " may not be read with this token");
    }

    /** What a problem (RFC 9457) says, where the answer is one. */
    private static Optional<HubException> refused(Response response) {
        if (!response.header("Content-Type", "").startsWith("application/problem+json")) {
            return Optional.empty();
        }
        try (InputStream body = response.body().byteStream()) {
            JsonNode problem = JsonMapper.shared().readTree(body.readNBytes(MAX_PROBLEM));
            return Optional.of(problem.path("detail").asString(""))
                    .filter(detail -> !detail.isEmpty())
                    .map(HubException.Refused::new);
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static HubException.NotFound.What what(String code, About about) {
        return switch (code) {
            case "RepoNotFound" -> HubException.NotFound.What.REPOSITORY;
            case "RevisionNotFound" -> HubException.NotFound.What.REVISION;
            case "EntryNotFound" -> HubException.NotFound.What.FILE;
            default -> about.what();
        };
    }

    /** Seconds or a date (RFC 9110, 10.2.3), the latter by the server's own clock; zero where there is none. */
    static Duration retryAfter(String value, String date) {
        try {
            if (value.matches("[0-9]{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            Duration wait = Duration.between(httpDate(date), httpDate(value));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private static ZonedDateTime httpDate(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    /** Without path and query: those of a redirect's target may hold a signature. */
    private static String host(HttpUrl url) {
        return url.scheme() + "://" + url.host() + ":" + url.port();
    }
}
