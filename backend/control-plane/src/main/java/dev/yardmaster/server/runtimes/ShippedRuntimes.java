package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.runtimes.flags.FlagList;
import dev.yardmaster.server.runtimes.flags.FlagReader;
import dev.yardmaster.server.runtimes.reading.RuntimeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every {@code engine-runtimes/NAME/runtime.yaml} and {@code flags.yaml} on the class path; a wrong one throws. */
public final class ShippedRuntimes {
    private static final String ROOT = "engine-runtimes/";
    private static final String PLACES = "classpath*:" + ROOT + "*/";
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private final Map<String, ObjectNode> specs;
    private final Map<String, FlagList> flags;

    private ShippedRuntimes(Map<String, ObjectNode> specs, Map<String, FlagList> flags) {
        this.specs = specs;
        this.flags = flags;
    }

    /** @throws IllegalArgumentException naming the file and what is wrong with it */
    public static ShippedRuntimes load() {
        Map<String, ObjectNode> specs = new TreeMap<>();
        texts("runtime.yaml").forEach((place, text) -> {
            RuntimeReader.Shipped shipped = RuntimeReader.shipped(place, text);
            if (specs.put(shipped.name(), shipped.spec()) != null) {
                throw new IllegalArgumentException(place + ": there is another runtime named " + shipped.name());
            }
        });
        Map<String, FlagList> flags = new TreeMap<>();
        texts("flags.yaml").forEach((place, text) -> {
            FlagList list = FlagReader.read(place, text);
            if (flags.put(list.engine(), list) != null) {
                throw new IllegalArgumentException(place + ": there is another list for " + list.engine());
            }
        });
        return new ShippedRuntimes(specs, flags);
    }

    /** A class path may name the same jar twice, directly and by another jar's manifest. */
    private static String place(String address) {
        return address.substring(address.lastIndexOf(ROOT));
    }

    private static Map<String, String> texts(String file) {
        try {
            Map<String, String> texts = new TreeMap<>();
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(PLACES + file)) {
                String text = resource.getContentAsString(StandardCharsets.UTF_8);
                String before = texts.putIfAbsent(place(resource.getURI().toString()), text);
                if (before != null && !before.equals(text)) {
                    throw new IllegalArgumentException(resource.getURI() + ": another one of that name says otherwise");
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Specs as stated, by name. */
    public Map<String, ObjectNode> specs() {
        return specs;
    }

    public Optional<FlagList> flags(String engine) {
        return Optional.ofNullable(flags.get(engine));
    }

    /** By name. */
    public List<Runtime> list() {
        return specs.entrySet().stream()
                .map(e -> runtime(e.getKey(), e.getValue()))
                .toList();
    }

    private Runtime runtime(String name, ObjectNode stated) {
        try {
            return new Runtime(
                    Kind.API_VERSION,
                    "Runtime",
                    Metadata.named(name),
                    new JsonMapper().convertValue(stated, TREE),
                    RuntimeReader.resolve(name, stated, n -> Optional.ofNullable(specs.get(n))),
                    Runtime.Origin.BUILT_IN);
        } catch (ProblemException e) {
            throw new IllegalArgumentException("runtime " + name + ": " + e.getMessage(), e);
        }
    }
}
