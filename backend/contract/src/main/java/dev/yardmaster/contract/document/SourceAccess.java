package dev.yardmaster.contract.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * How a source is reached that is not open to everybody, or not where its scheme usually is.
 *
 * @param secret name of a secret that holds the credentials, see {@link dev.yardmaster.contract.access.Secrets}
 * @param endpoint http(s) address that speaks the scheme's protocol, for instance of a private S3 store or a mirror
 * @param region of an S3 store
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SourceAccess(Optional<String> secret, Optional<String> endpoint, Optional<String> region) {
    public static final SourceAccess OPEN = new SourceAccess(Optional.empty(), Optional.empty(), Optional.empty());

    public SourceAccess {
        secret = secret == null ? Optional.empty() : secret;
        endpoint = endpoint == null ? Optional.empty() : endpoint;
        region = region == null ? Optional.empty() : region;
    }
}
