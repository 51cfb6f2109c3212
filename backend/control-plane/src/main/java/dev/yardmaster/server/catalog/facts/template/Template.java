package dev.yardmaster.server.catalog.facts.template;

import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts.ChatTemplate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A chat template, and others that the same model has for special uses.
 *
 * @param named for instance one for tools; they add to what the model can do
 */
public record Template(String file, String text, List<String> named) {
    private static final Pattern TOOLS =
            Pattern.compile("\\btools\\b|\\btool_calls\\b|\\bavailable_tools\\b|\\bfunctions\\b");
    private static final Pattern REASONING = Pattern.compile(
            "</?think>|\\bthinking\\b|\\benable_thinking\\b|\\breasoning_content\\b|\\breasoning_effort\\b|\\[THINK\\]|"
                    + "<\\|channel\\|>analysis|<\\|inner_prefix\\|>|<seed:think>|◁think▷|<\\|START_THINKING\\|>");

    public Template {
        named = List.copyOf(named);
    }

    public Set<Capability> capabilities() {
        Set<Capability> found = EnumSet.of(Capability.CHAT);
        if (any(TOOLS)) {
            found.add(Capability.TOOLS);
        }
        if (any(REASONING)) {
            found.add(Capability.REASONING);
        }
        return found;
    }

    private boolean any(Pattern pattern) {
        return Stream.concat(Stream.of(text), named.stream())
                .anyMatch(t -> pattern.matcher(t).find());
    }

    public ChatTemplate facts() {
        return new ChatTemplate(file, text.length(), sha256(text));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
