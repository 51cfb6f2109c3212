package dev.yardmaster.cli.document;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code yard release}. */
@Command(name = "release", description = "Takes a device of a node out of quarantine; what its agent sees next counts.")
public final class ReleaseCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "NODE")
    private String node = "";

    @Parameters(index = "1", paramLabel = "DEVICE", description = "Its UUID or number, as 'yard describe node' shows.")
    private String device = "";

    public ReleaseCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.api().post("nodes/" + node + "/devices/" + device + "/release", Map.of());
        context.out()
                .println("Device " + device + " of node " + node
                        + " is released; its agent looks at it again and says in some seconds how it is.");
        return ExitCode.OK.number();
    }
}
