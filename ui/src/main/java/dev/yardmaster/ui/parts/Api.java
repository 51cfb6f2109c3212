package dev.yardmaster.ui.parts;

import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.contract.catalog.NewModel;
import dev.yardmaster.contract.document.Kind;
import java.util.stream.Collectors;

/** The REST call that does the same as a dialog, to be pasted into a shell; the token is always a variable. */
public final class Api {
    private static final String AUTHORIZED = " \\\n  -H \"Authorization: Bearer $YARD_TOKEN\"";
    private static final String JSON = " \\\n  -H 'Content-Type: application/json' -d '";

    private Api() {}

    public static String apply(String server, String yaml) {
        return "curl -sS -X POST " + server + "/api/v1/apply" + AUTHORIZED
                + " \\\n  -H 'Content-Type: application/yaml' --data-binary @- <<'YAML'\n" + yaml.strip() + "\nYAML";
    }

    public static String delete(String server, Kind kind, String name) {
        return "curl -sS -X DELETE " + server + "/api/v1/" + kind.path() + "/" + name + AUTHORIZED;
    }

    public static String scale(String server, String deployment, int replicas) {
        return "curl -sS -X POST " + server + "/api/v1/deployments/" + deployment + "/scale" + AUTHORIZED + JSON
                + "{\"replicas\": " + replicas + "}'";
    }

    public static String cordon(String server, String node, boolean cordoned) {
        return "curl -sS -X POST " + server + "/api/v1/nodes/" + node + (cordoned ? "/cordon" : "/uncordon")
                + AUTHORIZED;
    }

    public static String releaseDevice(String server, String node, String device) {
        return "curl -sS -X POST " + server + "/api/v1/nodes/" + node + "/devices/" + device + "/release" + AUTHORIZED;
    }

    public static String forget(String server, String node) {
        return "curl -sS -X DELETE " + server + "/api/v1/nodes/" + node + AUTHORIZED;
    }

    public static String createKey(String server, NewApiKey key) {
        String scopes = key.scopes().stream()
                .map(s -> '"' + s.word() + '"')
                .sorted()
                .collect(Collectors.joining(", ", "[", "]"));
        String expires =
                key.expiresIn().map(d -> ", \"expiresIn\": \"" + d + '"').orElse("");
        return "curl -sS -X POST " + server + "/api/v1/api-keys" + AUTHORIZED + JSON + "{\"name\": \""
                + quoted(key.name()) + "\", \"scopes\": " + scopes + expires + "}'";
    }

    public static String revokeKey(String server, String id) {
        return "curl -sS -X DELETE " + server + "/api/v1/api-keys/" + id + AUTHORIZED;
    }

    public static String importing(String server) {
        return "curl -sS -X POST " + server + "/api/v1/import" + AUTHORIZED
                + " \\\n  -H 'Content-Type: application/yaml' --data-binary @catalogue.yaml";
    }

    public static String addModel(String server, NewModel wanted) {
        String include = wanted.include().isEmpty()
                ? ""
                : wanted.include().stream()
                        .map(i -> '"' + quoted(i) + '"')
                        .collect(Collectors.joining(", ", ", \"include\": [", "]"));
        String name = wanted.name().map(n -> ", \"name\": \"" + quoted(n) + '"').orElse("");
        return "curl -sS -X POST " + server + "/api/v1/catalog/models" + AUTHORIZED + JSON + "{\"source\": \""
                + quoted(wanted.source()) + '"' + name + include + "}'";
    }

    /** Safe inside a JSON string inside single quotes of a shell. */
    static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("'", "\\u0027");
    }
}
