package dev.yardmaster.standins;

import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.engine.Engine;
import dev.yardmaster.standins.engine.LlamaServer;
import dev.yardmaster.standins.engine.Lmdeploy;
import dev.yardmaster.standins.engine.MindIe;
import dev.yardmaster.standins.engine.Ollama;
import dev.yardmaster.standins.engine.Sglang;
import dev.yardmaster.standins.engine.Tgi;
import dev.yardmaster.standins.engine.Triton;
import dev.yardmaster.standins.engine.Trtllm;
import dev.yardmaster.standins.engine.Vllm;
import dev.yardmaster.standins.host.Host;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** {@code Main HOME PROGRAM ARGUMENTS...}: becomes the program of that name. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Host host = new Host(arguments[1], System.getenv(), Path.of(arguments[0]), Instant.now());
        Engine engine = engine(host);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(engine.terminate())));
        try {
            engine.start(List.of(arguments).subList(2, arguments.length));
        } catch (Ended e) {
            end(e);
        }
        new CountDownLatch(1).await();
    }

    private static void end(Ended e) {
        System.out.flush();
        System.err.println(e.lastWords());
        System.err.flush();
        Runtime.getRuntime().halt(e.code());
    }

    /** Of a program that ends while it starts. */
    public static String lastWords(Path home, List<String> command, Map<String, String> environment) {
        try {
            engine(new Host(command.getFirst(), environment, home, Instant.now()))
                    .start(command.subList(1, command.size()));
            return "";
        } catch (Ended e) {
            return e.lastWords();
        }
    }

    static Engine engine(Host host) {
        return switch (host.program()) {
            case "vllm" -> new Vllm(host);
            case "sglang" -> new Sglang(host);
            case "trtllm-serve" -> new Trtllm(host);
            case "tritonserver", "openai_frontend" -> new Triton(host);
            case "text-generation-launcher" -> new Tgi(host);
            case "mindie_llm_server", "mindieservice_daemon" -> new MindIe(host);
            case "lmdeploy" -> new Lmdeploy(host);
            case "llama-server" -> new LlamaServer(host);
            case "ollama" -> new Ollama(host);
            default -> throw new IllegalArgumentException("no stand-in is called " + host.program());
        };
    }
}
