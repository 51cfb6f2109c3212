package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.CommandLine;
import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.cli.Flags;
import dev.yardmaster.standins.cli.Manner;
import dev.yardmaster.standins.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the launcher was asked for: each flag has a twin in the environment, which the flag outranks. */
final class TgiArguments {
    private static final String FLAGS = "text-generation-launcher";

    final CommandLine line;
    final Map<String, String> adapters = new TreeMap<>();

    TgiArguments(Host host, List<String> given) {
        Flags flags = Flags.of(FLAGS, FLAGS, Manner.CLAP);
        line = flags.parse(withTwins(host, given));
        if (!line.words().isEmpty()) {
            throw Manner.CLAP.ended(
                    "error: unexpected argument '" + line.words().getFirst() + "' found");
        }
        check();
        for (String adapter : line.text("--lora-adapters", "").split(",")) {
            if (!adapter.isBlank()) {
                String name = adapter.contains("=") ? adapter.substring(0, adapter.indexOf('=')) : adapter;
                adapters.put(name, adapter.substring(adapter.indexOf('=') + 1));
            }
        }
    }

    /** Twins first, so that what stands on the command line is read later and counts. */
    private static List<String> withTwins(Host host, List<String> given) {
        List<String> all = new ArrayList<>();
        for (String row : Flags.resource("flags/" + FLAGS + ".txt").lines().toList()) {
            String[] cells = row.split(" ");
            String twin = cells[0].substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
            boolean isSwitch = cells[1].equals("flag") || cells.length > 2 && cells[2].equals("flag");
            String value = host.variable(twin, "");
            if (!value.isEmpty() && !twin.equals("ENV")) {
                if (!isSwitch) {
                    all.add(cells[0] + "=" + value);
                } else if (host.on(twin)) {
                    all.add(cells[0]);
                }
            }
        }
        all.addAll(given);
        return all;
    }

    private void check() {
        int input = line.number("--max-input-tokens", line.number("--max-input-length", 0));
        int total = line.number("--max-total-tokens", 0);
        if (input > 0 && total > 0 && input >= total) {
            throw invalid("`max_input_tokens must be < `max_total_tokens`");
        }
        if (line.has("--max-input-tokens") && line.has("--max-input-length")) {
            throw invalid(
                    "Both `max_input_tokens` ({max_input_tokens}) and `max_input_length` ({max_input_length}) are set.");
        }
        if (line.text("--sharded", "").equals("true") && line.number("--num-shard", 2) <= 1) {
            throw invalid("`sharded` is true but `num_shard` <= 1");
        }
        if (Integer.parseInt(line.text("--validation-workers", "2")) == 0) {
            throw invalid("`validation_workers` must be > 0");
        }
    }

    static Ended invalid(String sentence) {
        return new Ended(1, "Error: ArgumentValidation(\"" + sentence + "\")");
    }

    int context() {
        return line.number("--max-total-tokens", 4096);
    }

    int port() {
        return line.number("--port", 3000);
    }
}
