package dev.yardmaster.cli.chat;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code yard chat}. */
@Command(
        name = "chat",
        description =
                "Asks a deployed model through the gateway; without a message it is a conversation, ended by an empty line.")
public final class ChatCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "ROUTE", description = "A deployment's name.")
    private String route = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "MESSAGE")
    private Optional<String> message = Optional.empty();

    @Option(names = "--system", paramLabel = "TEXT", description = "A system message to begin with.")
    private Optional<String> system = Optional.empty();

    @Option(names = "--temperature", paramLabel = "NUMBER", description = "0, the default, is greedy.")
    private double temperature;

    @Option(names = "--max-tokens", paramLabel = "NUMBER", description = "Of the answer; ${DEFAULT-VALUE}.")
    private int maxTokens = 256;

    @Option(names = "--stats", description = "Prints TTFT and tokens per second after each answer, on standard error.")
    private boolean stats;

    public ChatCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        List<ChatRequest.Turn> turns = new ArrayList<>();
        system.ifPresent(s -> turns.add(new ChatRequest.Turn("system", s)));
        Gateway gateway =
                new Gateway(context.settings().gateway(), context.settings().gatewayKey());
        if (message.isPresent()) {
            ask(gateway, turns, message.get());
        } else {
            converse(gateway, turns);
        }
        return ExitCode.OK.number();
    }

    private void converse(Gateway gateway, List<ChatRequest.Turn> turns) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
        while (true) {
            context.err().print("> ");
            context.err().flush();
            String line = lines.readLine();
            if (line == null || line.isBlank()) {
                return;
            }
            ask(gateway, turns, line);
        }
    }

    private void ask(Gateway gateway, List<ChatRequest.Turn> turns, String question) {
        turns.add(new ChatRequest.Turn("user", question));
        Answer answer = gateway.chat(new ChatRequest(route, turns, temperature, maxTokens), piece -> {
            context.out().print(piece);
            context.out().flush();
        });
        context.out().println();
        turns.add(new ChatRequest.Turn("assistant", answer.text()));
        if (stats) {
            context.err().println(answer.figures());
        }
    }
}
