package dev.yardmaster.server.runtimes.internal;

import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.runtimes.RuntimeVerdict;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first runtime that takes a model's format, unless a person names one. */
final class Choosing {
    private Choosing() {}

    static RuntimeVerdict among(List<Runtime> runtimes, ModelFormat format, Optional<String> wanted) {
        return wanted.map(name -> asked(runtimes, format, name)).orElseGet(() -> byFormat(runtimes, format));
    }

    private static RuntimeVerdict asked(List<Runtime> runtimes, ModelFormat format, String name) {
        Optional<Runtime> found =
                runtimes.stream().filter(r -> r.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            return new RuntimeVerdict.Unknown(
                    "there is no runtime named '" + name + "'", "use " + names(runtimes) + ", or leave it out");
        }
        Runtime runtime = found.get();
        if (!runtime.resolved().serves().formats().contains(format)) {
            return new RuntimeVerdict.Unfit(
                    name + " cannot load " + word(format) + " weights",
                    name + " takes " + formats(runtime) + "; name another runtime or another model");
        }
        return new RuntimeVerdict.Chosen(runtime, name + " because the deployment names it");
    }

    private static RuntimeVerdict byFormat(List<Runtime> runtimes, ModelFormat format) {
        return runtimes.stream()
                .filter(r -> r.resolved().serves().formats().contains(format))
                .findFirst()
                .<RuntimeVerdict>map(r -> new RuntimeVerdict.Chosen(
                        r, r.name() + " because the weights are " + word(format) + ", which it takes"))
                .orElseGet(() -> new RuntimeVerdict.NoneFits(
                        "no runtime here loads its weights, which are " + word(format),
                        runtimes.stream()
                                .map(r -> r.name() + " takes " + formats(r))
                                .collect(Collectors.joining("; "))));
    }

    private static String formats(Runtime runtime) {
        return runtime.resolved().serves().formats().stream()
                .map(Choosing::word)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String word(ModelFormat format) {
        return switch (format) {
            case GGUF, SAFETENSORS -> format.name().toLowerCase(Locale.ROOT);
            case OTHER -> "of no format that we know";
        };
    }

    private static String names(Collection<Runtime> runtimes) {
        return runtimes.stream().map(Runtime::name).collect(Collectors.joining(" or "));
    }
}
