package dev.yardmaster.server.catalog.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** OME's {@code spec.storage}: where weights are, with what secret, and on which nodes. */
record OmeStorage(Place place, Optional<String> secret, Map<String, String> nodeLabels) {

    static OmeStorage read(Fields spec) {
        Fields storage = spec.within("storage");
        Notes notes = spec.notes();
        Fields parameters = storage.within("parameters");
        Optional<String> region = parameters.text("region");
        Place place = storage.text("storageUri")
                .map(uri -> Places.of(uri, region, storage.at("storageUri"), notes))
                .orElseGet(() -> Places.missing(storage.at("storageUri")));
        place = endpoint(place, parameters);
        Optional<String> secret = secret(storage, parameters);
        Map<String, String> nodes = nodes(storage);
        storage.drop("path", "a node keeps weights in its own store");
        storage.drop("schemaPath", "facts are read from the files");
        storage.drop("downloadPolicy", "weights are pinned to a commit, verified, and fetched once");
        parameters.noteRest();
        storage.noteRest();
        return new OmeStorage(place, secret, nodes);
    }

    private static Place endpoint(Place place, Fields parameters) {
        Optional<String> endpoint = parameters.text("endpoint").or(() -> parameters.text("endpoint_url"));
        if (place.endpoint().isPresent()
                || endpoint.isEmpty()
                || !endpoint.get().matches("https?://[^@\\s?#]+")) {
            return place;
        }
        return new Place(place.source(), endpoint, place.region());
    }

    private static Optional<String> secret(Fields storage, Fields parameters) {
        if (parameters.has("token")) {
            parameters.ignore("token");
            storage.notes()
                    .add(parameters.at("token") + " was left out: credentials belong into a secret, named by"
                            + " spec.access.secret");
        }
        parameters.drop("secretKey", "a secret's key for a token is 'token'");
        parameters.drop("auth", "credentials are those of the secret");
        Optional<String> key = storage.text("key").flatMap(Names::of);
        key.ifPresent(k -> storage.notes()
                .add("it is read with the secret '" + k + "', which has to be made here too, or spec.access be removed"
                        + " where the source is open"));
        return key;
    }

    private static Map<String, String> nodes(Fields storage) {
        Map<String, String> labels = new LinkedHashMap<>(storage.pairs("nodeSelector"));
        Fields affinity = storage.within("nodeAffinity");
        affinity.drop("preferredDuringSchedulingIgnoredDuringExecution", "a prefetch has no preferences");
        var terms = affinity.within("requiredDuringSchedulingIgnoredDuringExecution")
                .objects("nodeSelectorTerms");
        if (terms.size() == 1) {
            terms.getFirst().drop("matchFields", "nodes are chosen by their labels");
            terms.getFirst().objects("matchExpressions").forEach(e -> expression(e, labels));
        } else if (terms.size() > 1) {
            storage.notes()
                    .add(affinity.at("requiredDuringSchedulingIgnoredDuringExecution")
                            + " was left out: a prefetch asks for all of its labels, not for one of several groups");
        }
        affinity.noteRest();
        return labels;
    }

    private static void expression(Fields expression, Map<String, String> labels) {
        Optional<String> key = expression.text("key");
        var values = expression.texts("values");
        if (key.isPresent()
                && values.size() == 1
                && expression.text("operator").orElse("").equals("In")) {
            labels.put(key.get(), values.getFirst());
        } else {
            expression
                    .notes()
                    .add(expression.at("operator") + " was left out: nodes are chosen by labels with one value each");
        }
    }
}
