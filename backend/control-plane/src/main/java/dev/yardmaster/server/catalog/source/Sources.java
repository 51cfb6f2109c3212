package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.problem.ProblemException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The source behind each scheme. */
@Component
public class Sources {
    private final Map<SourceScheme, Source> byScheme = new EnumMap<>(SourceScheme.class);

    public Sources(List<Source> all) {
        all.forEach(source -> source.schemes().forEach(scheme -> byScheme.put(scheme, source)));
    }

    /** @throws ProblemException naming {@code spec.source} where the text is no address */
    public static SourceAddress parse(String text) {
        try {
            return SourceAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "spec.source",
                    String.valueOf(e.getMessage()),
                    "for instance hub://owner/name@revision, hf://org/name/*.gguf or s3://bucket/prefix");
        }
    }

    /** @throws ProblemException where this server reads no such source */
    public Source of(SourceAddress address) {
        Source source = byScheme.get(address.scheme());
        if (source == null) {
            throw ProblemException.invalid(
                    "spec.source",
                    "this server cannot read " + address.scheme().word() + "://",
                    "use "
                            + String.join(
                                    ", ",
                                    byScheme.keySet().stream()
                                            .map(SourceScheme::word)
                                            .toList()));
        }
        return source;
    }
}
