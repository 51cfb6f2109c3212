package dev.yardmaster.server.catalog.curated;

import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.SearchPlace;
import dev.yardmaster.contract.catalog.SearchQuery;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.imports.Sizes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The list, read again when it is asked for and may have changed. */
@Component
public class CuratedCatalogue {
    /** In front of an entry's name, where a source is expected. */
    public static final String PREFIX = "curated:";

    private static final Logger LOG = LoggerFactory.getLogger(CuratedCatalogue.class);
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final CuratedText text;
    private final JsonMapper json;
    private final Clock clock;
    private final CuratedPlace place;
    private List<CuratedModel> models = List.of();
    private Instant readAt = Instant.MIN;

    CuratedCatalogue(CuratedText text, JsonMapper json, Clock clock, @Value("${yard.catalog:}") String location) {
        this.text = text;
        this.json = json;
        this.clock = clock;
        this.place = new CuratedPlace(location);
    }

    /** Says at once what is wrong with a list of the operator's own; a start does not wait for it. */
    @EventListener(ApplicationReadyEvent.class)
    void check() {
        if (!place.isOurs()) {
            Thread.ofVirtual().name("curated-catalogue").start(() -> {
                try {
                    LOG.info("{} entries in the curated catalogue {}", list().size(), place.name());
                } catch (ProblemException e) {
                    LOG.warn("{}", e.getMessage());
                }
            });
        }
    }

    /**
     * @throws ProblemException naming file, line and field where it is not valid; where it cannot be reached only if it
     *     never was
     */
    public synchronized List<CuratedModel> list() {
        Instant now = clock.instant();
        if (readAt.isAfter(now.minus(FRESH))) {
            return models;
        }
        try {
            models = text.read(place.read());
        } catch (IOException | IllegalArgumentException e) {
            if (models.isEmpty()) {
                throw ProblemException.of(
                        ProblemType.SOURCE_UNAVAILABLE,
                        "The curated catalogue at " + place.name() + " (YARD_CATALOG) cannot be read: "
                                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ".");
            }
            LOG.warn(
                    "The curated catalogue at {} cannot be read, the last one is kept: {}", place.name(), e.toString());
        }
        readAt = now;
        return models;
    }

    public Optional<CuratedModel> find(String name) {
        return list().stream().filter(m -> m.name().equals(name)).findFirst();
    }

    public List<FoundModel> search(SearchQuery query) {
        return list().stream()
                .filter(m -> m.matches(query.text()))
                .filter(m -> query.filter().map(f -> tags(m).contains(f)).orElse(true))
                .limit(query.limit())
                .map(CuratedCatalogue::found)
                .toList();
    }

    private static FoundModel found(CuratedModel model) {
        ModelFacts facts = model.spec().facts().orElse(ModelFacts.UNKNOWN);
        return new FoundModel(
                SearchPlace.CURATED,
                model.name(),
                PREFIX + model.name(),
                Optional.empty(),
                Optional.empty(),
                tags(model),
                facts.gated(),
                facts.licence(),
                facts.parameters()
                        .or(() ->
                                Optional.ofNullable(model.labels().get("size")).flatMap(Sizes::parameters)),
                Optional.empty());
    }

    private static List<String> tags(CuratedModel model) {
        Stream<String> able = model.spec().facts().orElse(ModelFacts.UNKNOWN).capabilities().stream()
                .sorted()
                .map(Capability::name)
                .map(n -> n.toLowerCase(Locale.ROOT).replace('_', '-'));
        return Stream.concat(able, model.labels().values().stream().sorted())
                .distinct()
                .toList();
    }

    /**
     * An entry as a document to be applied.
     *
     * @param name instead of its own
     * @throws ProblemException where there is no such entry
     */
    public String document(String entry, Optional<String> name, Optional<String> secret) {
        CuratedModel model = find(entry)
                .orElseThrow(() -> ProblemException.unknownReference(
                        "source",
                        "there is no '" + entry + "' in the curated catalogue",
                        "look with: ./yard search --source curated TEXT"));
        ModelSpec spec = model.spec();
        Optional<SourceAccess> access = secret.map(s -> {
                    SourceAccess own = spec.access().orElse(SourceAccess.OPEN);
                    return new SourceAccess(Optional.of(s), own.endpoint(), own.region());
                })
                .or(spec::access);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name.orElse(model.name()));
        metadata.put("labels", model.labels());
        return json.writeValueAsString(Map.of(
                "apiVersion",
                Kind.API_VERSION,
                "kind",
                Kind.MODEL.word(),
                "metadata",
                metadata,
                "spec",
                new ModelSpec(spec.source(), spec.include(), spec.exclude(), access, spec.facts())));
    }
}
