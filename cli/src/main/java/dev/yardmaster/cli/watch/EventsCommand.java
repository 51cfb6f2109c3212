package dev.yardmaster.cli.watch;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.document.Listing;
import dev.yardmaster.cli.document.Resource;
import dev.yardmaster.contract.event.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yard events}. */
@Command(name = "events", description = "Prints what happened, oldest first.")
public final class EventsCommand implements Callable<Integer> {
    private static final long EVERY_MILLIS = 1_000;

    private final Context context;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on printing until interrupted.")
    private boolean follow;

    public EventsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Api api = context.api();
        long last = print(events(api, Map.of()).reversed(), 0);
        while (follow) {
            Thread.sleep(EVERY_MILLIS);
            last = print(events(api, Map.of("after", String.valueOf(last))), last);
        }
        return ExitCode.OK.number();
    }

    private static List<Event> events(Api api, Map<String, String> query) {
        return Listing.all(api, Resource.EVENT, query, Event.class);
    }

    private long print(List<Event> events, long printed) {
        long last = printed;
        for (Event event : events) {
            context.out()
                    .printf(
                            "%s %-7s %s %s: %s (%s)%n",
                            event.at(), event.severity(), event.kind(), event.name(), event.sentence(), event.reason());
            last = Math.max(last, event.id());
        }
        return last;
    }
}
