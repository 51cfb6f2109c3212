package dev.yardmaster.server.access.internal;

import dev.yardmaster.server.platform.Ids;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code yk_ID_SECRET}; the secret may contain {@code _} itself. */
public record Token(String id, String text) {
    private static final Pattern SHAPE = Pattern.compile("yk_([a-z0-9]{10})_[A-Za-z0-9_-]{43}");

    static Token random() {
        String id = Ids.random(10);
        return new Token(id, "yk_" + id + "_" + Ids.secret());
    }

    public static Optional<Token> parse(String text) {
        Matcher m = SHAPE.matcher(text);
        return m.matches() ? Optional.of(new Token(m.group(1), text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "yk_" + id;
    }
}
