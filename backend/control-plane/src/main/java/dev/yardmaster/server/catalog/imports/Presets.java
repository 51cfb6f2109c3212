package dev.yardmaster.server.catalog.imports;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The repositories behind the names of KAITO's presets, where the name does not say it. */
final class Presets {
    private static final Map<String, String> REPOSITORIES = read("""
            deepseek-r1-0528 deepseek-ai/DeepSeek-R1-0528
            deepseek-r1-distill-llama-8b deepseek-ai/DeepSeek-R1-Distill-Llama-8B
            deepseek-r1-distill-qwen-14b deepseek-ai/DeepSeek-R1-Distill-Qwen-14B
            deepseek-v3-0324 deepseek-ai/DeepSeek-V3-0324
            falcon-40b tiiuae/falcon-40b
            falcon-40b-instruct tiiuae/falcon-40b-instruct
            falcon-7b tiiuae/falcon-7b
            falcon-7b-instruct tiiuae/falcon-7b-instruct
            gemma-3-27b-instruct google/gemma-3-27b-it
            gemma-3-4b-instruct google/gemma-3-4b-it
            gpt-oss-120b openai/gpt-oss-120b
            gpt-oss-20b openai/gpt-oss-20b
            llama-2-13b meta-llama/Llama-2-13b-hf
            llama-2-13b-chat meta-llama/Llama-2-13b-chat-hf
            llama-2-70b meta-llama/Llama-2-70b-hf
            llama-2-70b-chat meta-llama/Llama-2-70b-chat-hf
            llama-2-7b meta-llama/Llama-2-7b-hf
            llama-2-7b-chat meta-llama/Llama-2-7b-chat-hf
            llama-3.1-8b-instruct meta-llama/Llama-3.1-8B-Instruct
            llama-3.3-70b-instruct meta-llama/Llama-3.3-70B-Instruct
            ministral-3-14b-instruct mistralai/Ministral-3-14B-Instruct-2512
            ministral-3-3b-instruct mistralai/Ministral-3-3B-Instruct-2512
            ministral-3-8b-instruct mistralai/Ministral-3-8B-Instruct-2512
            mistral-7b mistralai/Mistral-7B-v0.3
            mistral-7b-instruct mistralai/Mistral-7B-Instruct-v0.3
            mistral-large-3-675b-instruct mistralai/Mistral-Large-3-675B-Instruct-2512
            phi-2 microsoft/phi-2
            phi-3-medium-128k-instruct microsoft/Phi-3-medium-128k-instruct
            phi-3-medium-4k-instruct microsoft/Phi-3-medium-4k-instruct
            phi-3-mini-128k-instruct microsoft/Phi-3-mini-128k-instruct
            phi-3-mini-4k-instruct microsoft/Phi-3-mini-4k-instruct
            phi-3.5-mini-instruct microsoft/Phi-3.5-mini-instruct
            phi-4 microsoft/phi-4
            phi-4-mini-instruct microsoft/Phi-4-mini-instruct
            qwen2.5-coder-32b-instruct Qwen/Qwen2.5-Coder-32B-Instruct
            qwen2.5-coder-7b-instruct Qwen/Qwen2.5-Coder-7B-Instruct
            """);

    private Presets() {}

    private static Map<String, String> read(String lines) {
        Map<String, String> repositories = new TreeMap<>();
        lines.lines().map(l -> l.strip().split(" ", 2)).forEach(p -> repositories.put(p[0], p[1]));
        return repositories;
    }

    /** Of a preset's name, which may also be a repository itself. */
    static Optional<String> repository(String name) {
        if (name.matches("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*")) {
            return Optional.of(name);
        }
        return Optional.ofNullable(REPOSITORIES.get(name.toLowerCase(Locale.ROOT)));
    }
}
