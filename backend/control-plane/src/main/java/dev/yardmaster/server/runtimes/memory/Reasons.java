package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.catalog.AttentionLayers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sentences with the numbers that an answer follows from. */
final class Reasons {
    private Reasons() {}

    static List<String> why(Load load, DeviceUse use, double concurrency) {
        List<String> why = new ArrayList<>();
        why.add("%s on %s: weights %s, keys and values %s, activations %s, graphs %s, overhead %s%s; %s of %s."
                .formatted(
                        load.split().words(),
                        devices(load),
                        Sums.words(use.weights()),
                        Sums.words(use.keyValues()),
                        Sums.words(use.activations()),
                        Sums.words(use.graphs()),
                        Sums.words(use.overhead()),
                        use.adapters() > 0 ? ", adapters " + Sums.words(use.adapters()) : "",
                        Sums.words(use.total()),
                        Sums.words(use.of())));
        why.add("A request of %d tokens needs %s of keys and values on each device (%s), so %.1f of them fit at once."
                .formatted(
                        load.context(),
                        Sums.words(load.keyValues().sequence(load.context())),
                        layers(load),
                        concurrency));
        why.addAll(load.sizes().assumed());
        dtype(load).ifPresent(why::add);
        load.correction().ifPresent(c -> why.add(corrected(c)));
        return why;
    }

    static List<String> of(MemoryQuestion question, Sizes sizes, List<Split> splits) {
        if (sizes.weights() <= 0) {
            return List.of("Neither the weights' files nor the number of parameters are known, so that nothing can be"
                    + " said of the memory they need; state spec.facts.parameters of the model.");
        }
        if (splits.isEmpty()) {
            return refused(question);
        }
        List<String> reasons = new ArrayList<>();
        splits.stream()
                .map(s -> Load.of(question, sizes, s))
                .sorted(Comparator.comparingLong(Reasons::missing))
                .limit(3)
                .map(Reasons::lacks)
                .forEach(reasons::add);
        reasons.addAll(sizes.assumed());
        return reasons;
    }

    private static long missing(Load load) {
        return load.room() <= 0
                ? Sums.of(load.asked(), Math.abs(load.room()))
                : load.asked() - load.corrected(load.room());
    }

    private static String lacks(Load load) {
        long room = load.corrected(load.room());
        String rest = "%s on %s: weights %s, activations %s, graphs %s and overhead %s of %s"
                .formatted(
                        load.split().words(),
                        devices(load),
                        Sums.words(load.weights()),
                        Sums.words(load.activations()),
                        Sums.words(load.graphs()),
                        Sums.words(Sums.of(load.overhead(), load.adapters())),
                        Sums.words(load.device()));
        if (load.room() <= 0) {
            return rest + " leave no room for keys and values; " + Sums.words(-load.room()) + " are missing."
                    + corrected(load);
        }
        return "%s leave %s for keys and values; %d %s of %d tokens %s %s."
                        .formatted(
                                rest,
                                Sums.words(room),
                                load.requests(),
                                load.requests() == 1 ? "request" : "requests",
                                load.context(),
                                load.requests() == 1 ? "needs" : "need",
                                Sums.words(load.asked()))
                + corrected(load);
    }

    private static String corrected(Load load) {
        return load.correction().map(c -> " " + corrected(c)).orElse("");
    }

    private static List<String> refused(MemoryQuestion question) {
        Wanted wanted = question.wanted();
        Optional<String> heads = wanted.tensor().flatMap(t -> Splits.refusal(question.facts(), t));
        DeviceShape devices = question.devices();
        return List.of(heads.orElseGet(() ->
                "No split as asked for (tensor %s, pipeline %s, data %s) fits %d devices on each of %d nodes, of which %d are linked, and %s layers."
                        .formatted(
                                words(wanted.tensor()),
                                words(wanted.pipeline()),
                                words(wanted.data()),
                                devices.perNode(),
                                devices.nodes(),
                                devices.linked(),
                                words(question.facts().layers()))));
    }

    private static String words(Optional<Integer> number) {
        return number.map(String::valueOf).orElse("any");
    }

    private static String devices(Load load) {
        int devices = load.split().devices();
        String product = load.question().devices().product();
        return devices + " x "
                + (product.isEmpty() ? load.question().devices().kind().name() : product);
    }

    private static String layers(Load load) {
        return load.sizes().attention().stream().map(Reasons::layers).collect(Collectors.joining(", "));
    }

    private static String layers(AttentionLayers group) {
        return switch (group.type()) {
            case FULL -> group.layers() + " layers in full";
            case SLIDING, CHUNKED ->
                group.layers() + " layers of "
                        + group.window().map(w -> w + " tokens").orElse("a window");
            case MLA -> group.layers() + " layers with one latent vector, held whole by every rank";
            case LINEAR -> group.layers() + " layers with a state of fixed size";
            case NONE -> group.layers() + " layers with none";
        };
    }

    private static Optional<String> dtype(Load load) {
        MemoryQuestion question = load.question();
        if (KeyValues.element(question.traits(), question.wanted()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("How many bytes '%s' takes for keys and values is not known of this engine; 2 are counted."
                .formatted(question.wanted().kvDtype().orElse("auto")));
    }

    private static String corrected(Correction c) {
        return "Corrected by what %d %s reported: weights x %.2f, keys and values x %.2f, graphs x %.2f."
                .formatted(
                        c.reports(), c.reports() == 1 ? "engine" : "engines", c.weights(), c.keyValues(), c.graphs());
    }
}
