package dev.yardmaster.cli.access;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.UsageException;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.access.CreatedApiKey;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code yard token create}: the only place where a token is shown. */
@Command(name = "create", description = "Makes a key and prints its token, this once.")
final class CreateTokenCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "NAME", description = "For people; must be new.")
    private String name = "";

    @Option(
            names = "--scope",
            required = true,
            paramLabel = "SCOPE",
            description = "admin, inference, hub-read, metrics, gateway or node-join; repeat it for more.")
    private List<String> scopes = List.of();

    @Option(
            names = "--expires-in",
            paramLabel = "DURATION",
            description = "For instance PT1H or P30D; no end where absent.")
    private Optional<Duration> expiresIn = Optional.empty();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Writes the token there, for its owner only, instead of printing it.")
    private Optional<Path> file = Optional.empty();

    CreateTokenCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        NewApiKey wanted = new NewApiKey(name, scopeSet(), expiresIn);
        CreatedApiKey created = Json.MAPPER.treeToValue(context.api().post("api-keys", wanted), CreatedApiKey.class);
        if (file.isPresent()) {
            SecretFile.write(file.get(), created.token());
            context.err().println("key " + created.key().id() + ": the token is in " + file.get());
        } else {
            context.err().println("key " + created.key().id() + ": keep this token, it is not shown again");
            context.out().println(created.token());
        }
        return ExitCode.OK.number();
    }

    private Set<KeyScope> scopeSet() {
        try {
            return scopes.stream().map(KeyScope::parse).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--scope: " + e.getMessage());
        }
    }
}
