package dev.yardmaster.server.catalog.imports;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/** Names that our documents may carry. */
public final class Names {
    private static final int LONGEST = 63;

    private Names() {}

    /** Empty where nothing of the text can be in a name. The same text always gives the same name. */
    public static Optional<String> of(String text) {
        String plain = text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]+", "-")
                .replaceAll("^[.-]+|[.-]+$", "");
        if (plain.length() <= LONGEST) {
            return Optional.of(plain).filter(p -> !p.isEmpty());
        }
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        String start = plain.substring(0, LONGEST - 9).replaceAll("[.-]+$", "");
        return Optional.of(start + "-" + String.format(Locale.ROOT, "%08x", crc.getValue()));
    }

    /** The last part of a repository's or file's path, as a name. */
    public static Optional<String> ofPath(String path) {
        String trimmed = path.replaceFirst("/+$", "");
        return of(trimmed.substring(trimmed.lastIndexOf('/') + 1).replaceFirst("(?i)\\.(gguf|safetensors)$", ""));
    }

    /** The same, noting what was changed. */
    static String noted(String text, String field, Notes notes) {
        String name = of(text).orElseThrow(() -> CannotImport.refused(
                field + " '" + text + "' has no letter or digit that a name could be made of",
                "give it a name of a-z, 0-9, '.' and '-'"));
        if (!name.equals(text)) {
            notes.add(
                    "the name '" + text + "' became '" + name + "': at most 63 of a-z, 0-9, '.' and '-' are possible");
        }
        return name;
    }

    /** A label's value with what is not possible replaced. */
    static String label(String text) {
        String plain = text.strip().replaceAll("[^A-Za-z0-9._:@/-]+", "-");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
