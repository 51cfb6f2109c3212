package dev.yardmaster.server.catalog.imports;

import dev.yardmaster.contract.catalog.SourceAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other platforms' storage addresses, as ours. */
final class Places {
    private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>]*>|\\{\\{|\\$\\{|\\$\\(|(?i)your[-_]");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,19}):/{0,3}(.*)", Pattern.DOTALL);
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*");
    private static final String GIVE_SOURCE =
            "state where the weights are, for instance hf://org/name, s3://bucket/prefix or pvc://claim/path";

    private Places() {}

    /**
     * @param region of the store, where it is stated beside the address
     * @param field that the address is from, for what is said about it
     */
    static Place of(String written, Optional<String> region, String field, Notes notes) {
        String text = unquoted(written);
        refusePlaceholder(text, field);
        if (text.startsWith("/")) {
            notes.add(field + " is a path; it is read as file://" + text + ", which every node has to have");
            return checked(Place.at("file://" + text), field);
        }
        Matcher scheme = SCHEME.matcher(text);
        if (scheme.matches()) {
            String word = scheme.group(1).toLowerCase(Locale.ROOT);
            return checked(
                    word.equals("oci")
                            ? OracleObjects.place(scheme.group(2), region, field, notes)
                            : of(word, scheme.group(2), region, field, notes),
                    field);
        }
        if (REPOSITORY.matcher(text).matches()) {
            notes.add(field + " names no scheme; it is read as hf://" + text);
            return checked(Place.at("hf://" + text), field);
        }
        throw CannotImport.refused(field + " '" + text + "' is not an address", GIVE_SOURCE);
    }

    static void refusePlaceholder(String text, String field) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (placeholder.find()) {
            throw CannotImport.refused(
                    field + " '" + shown(text) + "' still has a placeholder, '" + placeholder.group() + "'",
                    "put the real value in its place, or render the template first");
        }
    }

    static Place missing(String field) {
        throw CannotImport.refused(field + " is missing", GIVE_SOURCE);
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^[\"'`]+|[\"'`]+$", "").strip();
    }

    private static Place of(String scheme, String rest, Optional<String> region, String field, Notes notes) {
        return switch (scheme) {
            case "hf", "huggingface" -> Place.at("hf://" + repository(rest, field));
            case "ms", "modelscope" -> Place.at("ms://" + repository(rest, field));
            case "s3", "s3a" -> s3(rest).withRegion(region);
            case "gs", "gcs" -> Place.at("gs://" + rest);
            case "az", "azure", "abfs", "abfss", "wasb", "wasbs" -> azure(rest);
            case "pvc" -> pvc(rest);
            case "local", "file", "host", "hostpath" -> file(rest, notes);
            case "https", "http" -> WebPlaces.of(scheme, rest);
            case "hub" -> Place.at("hub://" + rest);
            default -> throw unreadable(scheme, rest, field);
        };
    }

    /** {@code owner/name[@revision]}, also with a path in it that has to become a pattern. */
    private static String repository(String rest, String field) {
        String plain = rest.replaceFirst("^/+", "").replaceFirst("/+$", "");
        List<String> parts = Arrays.asList(plain.split("/", 3));
        if (parts.size() < 2) {
            throw CannotImport.refused(
                    field + " names '" + plain + "' without its organisation",
                    "write it as org/name, as the model's page has it; old names without one are redirected there");
        }
        if (parts.size() == 2) {
            return plain;
        }
        if (parts.get(1).endsWith("@refs")) {
            throw CannotImport.refused(
                    field + " has a revision with a '/' in it, '" + parts.get(1) + "/" + parts.get(2) + "'",
                    "name the commit or the tag instead");
        }
        boolean isFile = parts.get(2).contains("*") || parts.get(2).matches(".*\\.[A-Za-z0-9]{1,12}");
        return plain + (isFile ? "" : "/**");
    }

    private static Place s3(String rest) {
        Matcher regional = Pattern.compile("([^/@]+)@([A-Za-z0-9-]+)(/.*)?").matcher(rest);
        if (!regional.matches()) {
            return Place.at("s3://" + rest);
        }
        String prefix = Optional.ofNullable(regional.group(3)).orElse("");
        return Place.at("s3://" + regional.group(1) + prefix).withRegion(Optional.of(regional.group(2)));
    }

    private static Place azure(String rest) {
        Matcher lake = Pattern.compile("([^/@]+)@([a-z0-9]+)\\.[^/]*(/.*)?").matcher(rest);
        if (lake.matches()) {
            return Place.at("az://" + lake.group(2) + "/" + lake.group(1)
                    + Optional.ofNullable(lake.group(3)).orElse(""));
        }
        return Place.at("az://" + rest.replaceFirst("^([a-z0-9]+)\\.(?:blob|dfs)\\.[^/]+/", "$1/"));
    }

    private static Place pvc(String rest) {
        return Place.at("pvc://" + rest.replaceFirst("^/+", ""));
    }

    private static Place file(String rest, Notes notes) {
        notes.add("the weights are a directory of the nodes' own; every node that is to serve them, and the server, "
                + "have to have it under the same path");
        return Place.at("file:///" + rest.replaceFirst("^/+", ""));
    }

    private static CannotImport unreadable(String scheme, String rest, String field) {
        String advice = switch (scheme) {
            case "vendor" -> "ask the vendor where the weights are and state that, or push them: ./yard hub push DIR";
            case "github", "git" ->
                "state the release's file as https://github.com/... , or push it: ./yard hub push DIR";
            case "ollama" -> "take the same model's GGUF from hf://, or push the file: ./yard hub push DIR";
            case "oss" ->
                "use its S3-compatible endpoint: source s3://bucket/prefix with access.endpoint"
                        + " https://oss-REGION.aliyuncs.com";
            default -> "use one of hf, ms, s3, gs, az, oci, https, pvc, file or hub";
        };
        return CannotImport.refused(
                field + " '" + scheme + "://" + shown(rest) + "' is of a kind that cannot be read", advice);
    }

    private static Place checked(Place place, String field) {
        try {
            SourceAddress.parse(place.source());
            return place;
        } catch (IllegalArgumentException e) {
            throw CannotImport.refused(field + ": " + e.getMessage(), GIVE_SOURCE);
        }
    }

    /** Somebody may have written credentials into it. */
    private static String shown(String text) {
        String plain = text.replaceFirst("^([^/]*//)?[^/]*@", "***@").replaceFirst("\\?.*", "?***");
        return plain.length() > 120 ? plain.substring(0, 120) + "..." : plain;
    }
}
