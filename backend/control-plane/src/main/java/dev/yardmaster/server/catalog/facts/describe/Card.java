package dev.yardmaster.server.catalog.facts.describe;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the head of a README says between its two lines of dashes. It is read as lines, not as YAML: only plain words of
 * the outermost level are wanted, and a card that is broken further down still has them.
 */
final class Card {
    private static final int HEAD = 16 << 10;
    private static final Pattern FRONT = Pattern.compile("\\A\\uFEFF?---\\s*\\n(.*?)(?:\\n---|\\z)", Pattern.DOTALL);

    private final String front;

    private Card(String front) {
        this.front = front;
    }

    static Card of(ModelFiles files, Notes notes) {
        StringBuilder text = new StringBuilder();
        Optional<ModelFile> readme = files.file("README.md");
        notes.trying(() -> readme.ifPresent(
                f -> text.append(new String(files.read(f, 0, HEAD), StandardCharsets.UTF_8).replace("\r", ""))));
        Matcher m = FRONT.matcher(text);
        return new Card(m.find() ? m.group(1) : "");
    }

    /** Of a licence called other, the name that the card gives it. */
    Optional<String> licence() {
        Optional<String> licence = word("license");
        return licence.filter("other"::equals)
                .flatMap(_ -> word("license_name"))
                .or(() -> licence);
    }

    Optional<String> task() {
        return word("pipeline_tag");
    }

    private Optional<String> word(String key) {
        Matcher m = Pattern.compile("(?m)^" + key
                        + ":[ \\t]*(?:\\n[ \\t]*-[ \\t]*)?[\"']?([A-Za-z0-9][A-Za-z0-9._+-]{0,79})[\"']?[ \\t]*$")
                .matcher(front);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }
}
