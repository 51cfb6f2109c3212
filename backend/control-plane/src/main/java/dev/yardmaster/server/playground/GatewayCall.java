package dev.yardmaster.server.playground;

import dev.yardmaster.contract.playground.Playground;
import dev.yardmaster.contract.playground.Playground.Listener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One question on its way. Ends once: done, failed, or stopped. */
final class GatewayCall implements Playground.Call {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int ERROR_BODY = 16 << 10;

    private final JsonMapper json;
    private final Listener listener;
    private final Duration silence;
    private final CompletableFuture<HttpResponse<InputStream>> response;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<String> stoppedBecause = new AtomicReference<>("");
    private final long began = System.nanoTime();
    private volatile long lastHeard = began;

    private GatewayCall(
            JsonMapper json,
            Listener listener,
            Duration silence,
            CompletableFuture<HttpResponse<InputStream>> response) {
        this.json = json;
        this.listener = listener;
        this.silence = silence;
        this.response = response;
    }

    static GatewayCall start(
            HttpClient http, HttpRequest request, JsonMapper json, Listener listener, Duration silence, Runnable over) {
        GatewayCall call = new GatewayCall(
                json, listener, silence, http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream()));
        Thread.ofVirtual().name("playground").start(() -> {
            try {
                call.run();
            } finally {
                call.ended.set(true);
                over.run();
            }
        });
        Thread.ofVirtual().name("playground-watch").start(call::watch);
        return call;
    }

    @Override
    public void cancel() {
        stop("The answer was stopped.");
    }

    /** Closing the connection tells the gateway, and that tells the engine. */
    private void stop(String because) {
        if (!ended.get() && stoppedBecause.compareAndSet("", because)) {
            response.cancel(true);
            if (response.isDone() && !response.isCompletedExceptionally()) {
                closeQuietly(response.join().body());
            }
        }
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // it is closed either way
        }
    }

    /** A reader cannot time out, so somebody looks at how long it has heard nothing. */
    private void watch() {
        try {
            while (!ended.get()) {
                Thread.sleep(LOOK);
                if (System.nanoTime() - lastHeard > silence.toNanos()) {
                    stop("Nothing was heard for " + silence.toSeconds() + " s.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            HttpResponse<InputStream> answer = response.get();
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 200) {
                    read(body, answer.headers().firstValue("x-yard-instance").orElse(""));
                } else {
                    fail("The gateway answers " + answer.statusCode() + ": " + refusal(body));
                }
            }
        } catch (CancellationException | IOException e) {
            fail("The answer broke off: " + why(e));
        } catch (ExecutionException e) {
            fail("The gateway cannot be asked: " + why(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("The answer was stopped.");
        }
    }

    private void read(InputStream body, String instance) throws IOException {
        Answer answer = new Answer(json);
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !answer.complete() && answer.error().isEmpty()) {
            lastHeard = System.nanoTime();
            answer.line(line, sinceStart()).ifPresent(listener::token);
            line = answer.complete() ? line : lines.readLine();
        }
        if (answer.error().isPresent()) {
            fail(answer.error().get());
        } else if (answer.complete()) {
            finish(answer, instance);
        } else {
            fail("The answer broke off before its end.");
        }
    }

    private void finish(Answer answer, String instance) {
        if (ended.compareAndSet(false, true)) {
            listener.done(answer.figures(sinceStart(), instance));
        }
    }

    private void fail(String sentence) {
        if (ended.compareAndSet(false, true)) {
            String stopped = String.valueOf(stoppedBecause.get());
            listener.failed(stopped.isEmpty() ? sentence : stopped);
        }
    }

    private String refusal(InputStream body) throws IOException {
        try {
            return Answer.errorSentence(json.readTree(body.readNBytes(ERROR_BODY)));
        } catch (JacksonException e) {
            return "no reason given";
        }
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    static String why(Throwable e) {
        return switch (e) {
            case ConnectException c -> "nothing listens there";
            case HttpTimeoutException t -> "no answer in time";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
