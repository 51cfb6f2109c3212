package dev.yardmaster.server.catalog.imports;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Web addresses; those of hubs and stores that we know better become addresses of theirs. */
final class WebPlaces {
    private static final Pattern HUGGING_FACE = Pattern.compile("(?:www\\.)?(?:huggingface\\.co|hf\\.co)/(?:models/)?"
            + "(?<repository>[^/]+/[^/?#]+)(?:/(?:commit|tree|resolve|blob)/(?<revision>[^/?#]+)(?:/(?<path>[^?#]+))?)?"
            + "/?(?:[?#].*)?");
    private static final Pattern MODEL_SCOPE =
            Pattern.compile("(?:www\\.)?modelscope\\.cn/models/(?<repository>[^/]+/[^/?#]+)/?(?:[?#].*)?");
    private static final Pattern AZURE = Pattern.compile("(?<account>[a-z0-9]+)\\.blob\\.[^/]+/(?<rest>[^?#]+)");

    private WebPlaces() {}

    static Place of(String scheme, String rest) {
        Matcher huggingFace = HUGGING_FACE.matcher(rest);
        if (huggingFace.matches()) {
            Optional<String> revision = Optional.ofNullable(huggingFace.group("revision"));
            Optional<String> path = Optional.ofNullable(huggingFace.group("path"));
            return Place.at("hf://" + huggingFace.group("repository")
                    + revision.filter(r -> !r.equals("main")).map(r -> "@" + r).orElse("")
                    + path.map(p -> "/" + p).orElse(""));
        }
        Matcher modelScope = MODEL_SCOPE.matcher(rest);
        if (modelScope.matches()) {
            return Place.at("ms://" + modelScope.group("repository"));
        }
        Matcher azure = AZURE.matcher(rest);
        if (azure.matches()) {
            return Place.at("az://" + azure.group("account") + "/" + azure.group("rest"));
        }
        return Place.at(scheme + "://" + rest);
    }
}
