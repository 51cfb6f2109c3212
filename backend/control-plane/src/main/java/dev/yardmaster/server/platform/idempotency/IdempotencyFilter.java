package dev.yardmaster.server.platform.idempotency;

import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.platform.secret.Sha256;
import dev.yardmaster.server.platform.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A POST with an {@code Idempotency-Key} is done once; sent again within a day, it gets the first answer again. What
 * was refused is forgotten, as nothing was done. (After draft-ietf-httpapi-idempotency-key-header.)
 */
class IdempotencyFilter extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> HEADERS = List.of("Content-Type", "Location", "ETag", "Cache-Control");

    private final Answers answers;
    private final ProblemWriter problems;
    private final Clock clock;

    IdempotencyFilter(Answers answers, ProblemWriter problems, Clock clock) {
        this.answers = answers;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !request.getMethod().equals("POST")
                || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HEADER);
        if (!KEY.matcher(header).matches()) {
            problems.write(
                    response,
                    Problem.of(ProblemType.INVALID_DOCUMENT, HEADER + " has to be 1 to 128 visible ASCII characters."));
            return;
        }
        ReadBody body = new ReadBody(request);
        Answers.Key key = new Answers.Key(request.getUserPrincipal().getName(), header);
        String what =
                request.getMethod() + " " + request.getRequestURI() + "?" + String.valueOf(request.getQueryString());
        String digest = Sha256.hex(body.bytes());
        Instant now = clock.instant();
        if (answers.begin(key, what, digest, now, now.minus(PATIENCE))) {
            first(key, body, response, chain);
        } else {
            again(key, what, digest, response);
        }
    }

    private void first(Answers.Key key, ReadBody request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper copy = new ContentCachingResponseWrapper(response);
        boolean done = false;
        try {
            chain.doFilter(request, copy);
            done = copy.getStatus() < 300;
            if (done) {
                answers.finish(key, answer(copy));
            }
        } finally {
            if (!done) {
                answers.forget(key);
            }
            copy.copyBodyToResponse();
        }
    }

    private static Answers.Answer answer(ContentCachingResponseWrapper response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = name.equals("Content-Type") ? response.getContentType() : response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new Answers.Answer(
                response.getStatus(), headers, new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private void again(Answers.Key key, String what, String digest, HttpServletResponse response) throws IOException {
        Answers.Entry entry = answers.find(key).orElse(null);
        if (entry == null) {
            problems.write(response, busy());
        } else if (!entry.request().equals(what) || !entry.digest().equals(digest)) {
            problems.write(
                    response,
                    Problem.of(
                            ProblemType.IDEMPOTENCY_KEY_REUSED,
                            "The key was used for another request; take a new one for each."));
        } else if (entry.answer().isEmpty()) {
            problems.write(response, busy());
        } else {
            replay(entry.answer().get(), response);
        }
    }

    private static Problem busy() {
        return Problem.of(ProblemType.BUSY, "The first request with this key is still at work; try again in a moment.");
    }

    private static void replay(Answers.Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader("Idempotency-Replayed", "true");
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = java.util.concurrent.TimeUnit.HOURS)
    void forget() {
        answers.forgetOlderThan(clock.instant(), KEPT);
    }
}
