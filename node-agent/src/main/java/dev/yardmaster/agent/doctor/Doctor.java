package dev.yardmaster.agent.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs checks side by side; one that fails or hangs is a finding of its own and holds up no other. */
record Doctor(Duration limit) {

    /** @param checks by what they are about, in the order in which they are told */
    Report look(Map<String, Check> checks) {
        Map<String, CompletableFuture<List<Finding>>> looks = new LinkedHashMap<>();
        checks.forEach((about, check) -> looks.put(
                about,
                CompletableFuture.supplyAsync(
                        () -> look(about, check), task -> Thread.ofVirtual().start(task))));
        List<Finding> all = new ArrayList<>();
        looks.forEach((about, look) -> all.addAll(await(about, look)));
        return new Report(List.copyOf(all));
    }

    private static List<Finding> look(String about, Check check) {
        try {
            return check.look();
        } catch (IOException e) {
            return List.of(failed(about, String.valueOf(e.getMessage())));
        }
    }

    private List<Finding> await(String about, CompletableFuture<List<Finding>> look) {
        try {
            return look.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return List.of(failed(about, "no answer within " + limit.toSeconds() + " s"));
        } catch (ExecutionException e) {
            return List.of(failed(about, String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(failed(about, "it was interrupted"));
        }
    }

    private static Finding failed(String about, String why) {
        return Finding.warning(
                about, "This could not be looked at: " + why + ".", "Run './yard doctor' again as root.");
    }
}
