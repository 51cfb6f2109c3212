package dev.yardmaster.cli.access;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.UsageException;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.access.SecretInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code yard secret set}; a value is never an argument, as every user of a machine sees those. */
@Command(
        name = "set",
        description = {
            "Makes a secret, or replaces all of its values.",
            "KEY asks for the value, KEY=@FILE reads it from a file, KEY=- from standard input.",
            "Keys by source: hf, ms: token. s3: accessKeyId, secretAccessKey[, sessionToken]. gs: serviceAccountJson,"
                    + " or accessKeyId, secretAccessKey. az: accountKey or sasToken. oci: username, password."
                    + " https: token, or username, password."
        })
final class SetSecretCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY[=-|=@FILE]")
    private List<String> keys = List.of();

    SetSecretCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SecretInput input = new SecretInput(context);
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : keys) {
            int equals = argument.indexOf('=');
            String key = equals < 0 ? argument : argument.substring(0, equals);
            String value = equals < 0 ? input.ask(key) : input.read(key, argument.substring(equals + 1));
            if (values.put(key, value) != null) {
                throw new UsageException(key + " is named twice");
            }
        }
        SecretInfo info = Json.MAPPER.treeToValue(context.api().put("secrets/" + name, values), SecretInfo.class);
        context.out().println("Secret " + info.name() + ": holds " + String.join(", ", info.keys()));
        return ExitCode.OK.number();
    }
}
