package dev.yardmaster.server.documents.internal;

import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.server.platform.web.Shown;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a document says about itself. */
@Component
class MetadataCheck {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern LABEL_KEY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9._:@/-]{0,63}");
    private static final int LABELS = 32;
    private static final int SHOWN = 70;

    private final JsonMapper json;
    private final ShapeCheck shapes;

    MetadataCheck(JsonMapper json, ShapeCheck shapes) {
        this.json = json;
        this.shapes = shapes;
    }

    /** As written; {@code project} may be left out there, and {@code createdAt} has to be. */
    private record Written(
            String name,
            Optional<String> project,
            Map<String, String> labels,
            Optional<Long> version,
            Optional<Instant> createdAt) {
        Written {
            project = project == null ? Optional.empty() : project;
            labels = labels == null ? Map.of() : labels;
            version = version == null ? Optional.empty() : version;
            createdAt = createdAt == null ? Optional.empty() : createdAt;
        }
    }

    /** Empty where something was found to be wrong. */
    Optional<Metadata> check(JsonNode node, String path, Findings findings) {
        Findings own = new Findings();
        if (node.isMissingNode() || node.isNull()) {
            findings.add(path, "it is missing", "expected an object with a name");
            return Optional.empty();
        }
        shapes.check(node, Written.class, path, own);
        if (!own.none()) {
            findings.addAll(own);
            return Optional.empty();
        }
        Written written = json.treeToValue(node, Written.class);
        values(written, path, own);
        findings.addAll(own);
        return own.none()
                ? Optional.of(new Metadata(
                        written.name(),
                        Metadata.DEFAULT_PROJECT,
                        written.labels(),
                        written.version(),
                        Optional.empty()))
                : Optional.empty();
    }

    private static void values(Written written, String path, Findings findings) {
        if (!NAME.matcher(written.name()).matches()) {
            findings.add(
                    path + ".name",
                    "'" + Shown.text(written.name(), SHOWN) + "' is not possible",
                    "expected at most 63 of a-z, 0-9, '.' and '-', starting and ending with a letter or digit");
        }
        written.project().filter(p -> !p.equals(Metadata.DEFAULT_PROJECT)).ifPresent(p -> {
            findings.add(
                    path + ".project",
                    "there is no project '" + Shown.text(p, SHOWN) + "'",
                    "expected " + Metadata.DEFAULT_PROJECT);
        });
        written.createdAt()
                .ifPresent(
                        at -> findings.add(path + ".createdAt", "it is read-only", "leave it out; the server sets it"));
        if (written.labels().size() > LABELS) {
            findings.add(path + ".labels", "there are " + written.labels().size(), "expected at most " + LABELS);
        }
        written.labels().forEach((key, value) -> label(key, value, path + ".labels", findings));
    }

    private static void label(String key, String value, String path, Findings findings) {
        if (!LABEL_KEY.matcher(key).matches()) {
            findings.add(
                    path,
                    "the key '" + Shown.text(key, SHOWN) + "' is not possible",
                    "expected at most 63 letters, digits or ._/-, starting and ending with a letter or digit");
        }
        if (!LABEL_VALUE.matcher(value).matches()) {
            findings.add(
                    path + "." + Shown.text(key, SHOWN),
                    "'" + Shown.text(value, SHOWN) + "' is not possible",
                    "expected at most 63 letters, digits or ._:@/-");
        }
    }
}
