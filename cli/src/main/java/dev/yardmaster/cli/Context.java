package dev.yardmaster.cli;

import dev.yardmaster.cli.api.Api;
import java.io.InputStream;
import java.io.PrintStream;

/** What every verb works with. */
public record Context(Settings settings, InputStream in, PrintStream out, PrintStream err) {

    public Api api() {
        return new Api(settings.server(), settings.serverToken());
    }
}
