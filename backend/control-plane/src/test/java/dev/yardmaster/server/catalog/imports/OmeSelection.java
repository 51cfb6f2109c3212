package dev.yardmaster.server.catalog.imports;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** OME's selection of a runtime as its documentation describes it, over its own documents. */
final class OmeSelection {
    private OmeSelection() {}

    /** @param size parameters; absent until an agent has read the files */
    record Model(
            String name,
            Optional<String> architecture,
            Optional<String> quantization,
            String format,
            String formatVersion,
            String framework,
            String frameworkVersion,
            Optional<Long> size) {}

    /** One entry of {@code supportedModelFormats}. */
    record Format(
            Optional<String> architecture,
            Optional<String> quantization,
            String format,
            String formatVersion,
            String framework,
            String frameworkVersion,
            boolean upTo,
            boolean autoSelect,
            long priority) {

        boolean matches(Model model) {
            return sameKind(model) && framework.equals(model.framework()) && version(model);
        }

        boolean sameKind(Model model) {
            return architecture.equals(model.architecture())
                    && quantization.equals(model.quantization())
                    && format.equals(model.format());
        }

        private boolean version(Model model) {
            String pattern = "\\d+(\\.\\d+)*";
            boolean ordered = upTo
                    && frameworkVersion.matches(pattern)
                    && model.frameworkVersion().matches(pattern)
                    && frameworkVersion.split("\\.").length == model.frameworkVersion().split("\\.").length;
            return ordered
                    ? dev.yardmaster.server.runtimes.choice.Versions.compare(model.frameworkVersion(), frameworkVersion)
                            <= 0
                    : frameworkVersion.equals(model.frameworkVersion()) && formatVersion.equals(model.formatVersion());
        }
    }

    record Runtime(
            String name, boolean disabled, List<Format> formats, Optional<Long> least, Optional<Long> most) {

        boolean automatic() {
            return formats.stream().anyMatch(Format::autoSelect);
        }

        boolean fits(Model model) {
            return !disabled
                    && automatic()
                    && formats.stream().anyMatch(f -> f.matches(model))
                    && inRange(model);
        }

        boolean inRange(Model model) {
            return model.size().isEmpty()
                    || least.filter(l -> model.size().get() < l).isEmpty()
                            && most.filter(m -> model.size().get() > m).isEmpty();
        }

        /** An entry for another architecture lends its priority. */
        long score() {
            return formats.stream()
                    .filter(Format::autoSelect)
                    .mapToLong(f -> 2 * f.priority())
                    .max()
                    .orElse(0);
        }

        /** Without a range there is none, which is the best. */
        long distance(Model model) {
            return model.size()
                    .filter(_ -> least.isPresent() && most.isPresent())
                    .map(s -> Math.abs(least.get() - s) + Math.abs(most.get() - s))
                    .orElse(0L);
        }
    }

    static Optional<Runtime> choose(Model model, List<Runtime> runtimes) {
        return runtimes.stream()
                .filter(r -> r.fits(model))
                .min(Comparator.comparingLong(Runtime::score)
                        .reversed()
                        .thenComparing(r -> r.distance(model))
                        .thenComparing(Runtime::name));
    }

    static Runtime runtime(Map<?, ?> document) {
        Fields root = new Fields(document, "", new Notes());
        Fields spec = root.within("spec");
        Fields range = spec.within("modelSizeRange");
        return new Runtime(
                root.within("metadata").text("name").orElse(""),
                spec.flag("disabled").orElse(false),
                spec.objects("supportedModelFormats").stream()
                        .map(OmeSelection::format)
                        .toList(),
                range.text("min").flatMap(Sizes::parameters),
                range.text("max").flatMap(Sizes::parameters));
    }

    private static Format format(Fields entry) {
        Fields format = entry.within("modelFormat");
        Fields framework = entry.within("modelFramework");
        return new Format(
                entry.text("modelArchitecture"),
                entry.text("quantization"),
                format.text("name").orElse(""),
                format.text("version").orElse(""),
                framework.text("name").orElse(""),
                framework.text("version").orElse(""),
                Stream.of(format, framework)
                        .anyMatch(f -> f.text("operator").orElse("Equal").equals("GreaterThanOrEqual")),
                entry.flag("autoSelect").orElse(false),
                entry.whole("priority").orElse(1L));
    }

    /** As its agent completes it: safetensors of the usual version where the document says nothing. */
    static Model model(Map<?, ?> document, String frameworkVersion) {
        Fields root = new Fields(document, "", new Notes());
        Fields spec = root.within("spec");
        return new Model(
                root.within("metadata").text("name").orElse(""),
                spec.text("modelArchitecture"),
                spec.text("quantization"),
                spec.within("modelFormat").text("name").orElse("safetensors"),
                spec.within("modelFormat").text("version").orElse("1.0.0"),
                spec.within("modelFramework").text("name").orElse("transformers"),
                spec.within("modelFramework").text("version").orElse(frameworkVersion),
                spec.text("modelParameterSize").flatMap(Sizes::parameters));
    }

    /** The model that an entry was written for: its architecture, its versions, a size amid the range. */
    static Model writtenFor(Runtime runtime, Format format, String name, Optional<String> frameworkVersion) {
        Optional<Long> size = runtime.least()
                .flatMap(l -> runtime.most().map(m -> (l + m) / 2));
        return new Model(
                name,
                format.architecture(),
                format.quantization(),
                format.format(),
                format.formatVersion(),
                format.framework(),
                frameworkVersion.orElse(format.frameworkVersion()),
                size);
    }
}
