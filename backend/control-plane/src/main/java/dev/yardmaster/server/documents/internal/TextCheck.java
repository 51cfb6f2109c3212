package dev.yardmaster.server.documents.internal;

import dev.yardmaster.server.platform.web.Shown;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Characters that no text in a document may hold, because no database and no process takes them: NUL, and half ones. */
final class TextCheck {
    private static final Pattern UNUSABLE = Pattern.compile("[\\x00\\p{Cs}]");
    private static final int MOST_KEY = 60;

    private TextCheck() {}

    static void check(JsonNode node, String path, Findings findings) {
        if (node.isString()) {
            text(node.asString(), path, findings);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.path(i), path + "[" + i + "]", findings);
            }
        } else {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                String at = (path.isEmpty() || path.endsWith(".") ? path : path + ".")
                        + Shown.text(entry.getKey(), MOST_KEY);
                text(entry.getKey(), at, findings);
                check(entry.getValue(), at, findings);
            }
        }
    }

    private static void text(String text, String path, Findings findings) {
        if (UNUSABLE.matcher(text).find()) {
            findings.add(path, "it holds NUL or half a character", "expected text without them");
        }
    }
}
