package dev.yardmaster.cli.process;

import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Whether a process answers at its health address. */
public final class Health {
    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(2))
            .readTimeout(Duration.ofSeconds(10))
            .retryOnConnectionFailure(false)
            .build();

    private Health() {}

    public static Waiting.Look<Integer> at(String url) {
        try (Response response =
                CLIENT.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.isSuccessful()
                    ? Waiting.Look.found(response.code())
                    : Waiting.Look.notYet(url + " answers " + response.code());
        } catch (IOException e) {
            return Waiting.Look.notYet(url + ": " + e.getMessage());
        }
    }
}
