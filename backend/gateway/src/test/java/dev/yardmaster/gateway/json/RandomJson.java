package dev.yardmaster.gateway.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Request bodies as odd as JSON allows: escapes, white space, nesting, fields in any order. */
final class RandomJson {
    private static final String[] PIECES = {
        "a",
        "model",
        "\\\"",
        "\\\\",
        "\\u0041",
        "\\n",
        "ä",
        "€",
        "😀",
        "\\ud83d\\ude00",
        "{",
        "}",
        "[",
        ":",
        ",",
        "\\/",
        " "
    };

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    String body() {
        List<String> fields = new ArrayList<>();
        fields.add(name("model") + space() + ":" + space() + string(1 + random.nextInt(4)));
        if (random.nextBoolean()) {
            fields.add(name("stream") + ":" + space() + pick("true", "false", "null"));
        }
        if (random.nextBoolean()) {
            fields.add(name("stream_options") + ":" + options());
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            fields.add("\"f" + i + "\"" + space() + ":" + value(3));
        }
        Collections.shuffle(fields, random);
        return space() + object(fields) + space();
    }

    private String options() {
        if (random.nextInt(4) == 0) {
            return space() + "null";
        }
        List<String> fields = new ArrayList<>();
        if (random.nextBoolean()) {
            fields.add(name("include_usage") + ":" + pick("true", "false", "null"));
        }
        if (random.nextBoolean()) {
            fields.add("\"other\":" + value(1));
        }
        Collections.shuffle(fields, random);
        return space() + object(fields);
    }

    private String object(List<String> fields) {
        return "{" + space() + String.join(space() + "," + space(), fields) + space() + "}";
    }

    private String name(String name) {
        int escaped = random.nextInt(3 * name.length());
        var out = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            out.append(i == escaped ? String.format("\\u%04X", (int) name.charAt(i)) : name.substring(i, i + 1));
        }
        return out.append('"').toString();
    }

    private String string(int pieces) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < pieces; i++) {
            out.append(pick(PIECES));
        }
        return out.append('"').toString();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> string(random.nextInt(5));
            case 1 -> pick("0", "-1", "1.25", "1e9", "-0.5E-3", "123456789");
            case 2 -> pick("true", "false", "null");
            case 3 -> pick("{}", "[]", "[ ]", "{ }");
            case 4 -> "[" + value(depth - 1) + space() + "," + space() + value(depth - 1) + "]";
            default -> object(List.of("\"model\":" + value(depth - 1), "\"stream\":" + value(depth - 1)));
        };
    }

    private String space() {
        return random.nextInt(3) == 0 ? pick(" ", "\n", "\t", "\r\n  ") : "";
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
