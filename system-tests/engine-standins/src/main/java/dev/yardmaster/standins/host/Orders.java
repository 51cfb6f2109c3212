package dev.yardmaster.standins.host;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a stand-in was told to do wrong: environment variables {@code STANDIN_...}, else the file {@code
 * orders/PROGRAM.properties}, which is read anew whenever somebody asks.
 *
 * <p>{@code crash=PHASE:KIND} and {@code hang=PHASE} are for starts. {@code inference=fail|silent|die} and {@code
 * health=fail} are ailments of what runs already: a process that started after the file was written is well. With {@code
 * .always} behind the name they hold for all. {@code phase.millis} and {@code token.millis} set the pace.
 */
public final class Orders {
    private final Map<String, String> environment;
    private final Path file;
    private final Instant startedAt;

    Orders(Map<String, String> environment, Path file, Instant startedAt) {
        this.environment = environment;
        this.file = file;
        this.startedAt = startedAt;
    }

    /** How a request is to be treated. */
    public enum Inference {
        WELL,
        /** Answered with an error. */
        FAIL,
        /** Never answered. */
        SILENT,
        /** The process ends in the middle of an answer. */
        DIE
    }

    /** The kind of failure with which this phase is to end, if so ordered. */
    public Optional<String> crashIn(String phase) {
        return text("crash").filter(o -> o.startsWith(phase + ":")).map(o -> o.substring(phase.length() + 1));
    }

    public boolean hangsIn(String phase) {
        return text("hang").filter(phase::equals).isPresent();
    }

    public Inference inference() {
        return ailment("inference")
                .map(w -> Inference.valueOf(w.toUpperCase(Locale.ROOT)))
                .orElse(Inference.WELL);
    }

    public boolean healthFails() {
        return ailment("health").filter("fail"::equals).isPresent();
    }

    public Duration phasePause() {
        return Duration.ofMillis(Long.parseLong(text("phase.millis").orElse("20")));
    }

    public Duration tokenPause() {
        return Duration.ofMillis(Long.parseLong(text("token.millis").orElse("2")));
    }

    private Optional<String> ailment(String name) {
        return text(name + ".always").or(() -> text(name).filter(_ -> writtenSinceStart()));
    }

    private Optional<String> text(String name) {
        String variable = "STANDIN_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
        return Optional.ofNullable(environment.get(variable))
                .or(() -> Optional.ofNullable(properties().getProperty(name)));
    }

    private boolean writtenSinceStart() {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(startedAt);
        } catch (IOException e) {
            return environment.keySet().stream().anyMatch(k -> k.startsWith("STANDIN_"));
        }
    }

    private Properties properties() {
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            read.load(in);
        } catch (NoSuchFileException e) {
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }
}
