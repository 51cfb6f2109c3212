package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.access.SecretVault;
import dev.yardmaster.server.catalog.source.AccessRules;
import dev.yardmaster.server.catalog.source.Credentials;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From what a document says about its source to what is needed to reach it. */
@Component
class Origins {
    private final SecretVault vault;

    Origins(SecretVault vault) {
        this.vault = vault;
    }

    /** @throws ProblemException naming {@code spec.source} or a field of {@code spec.access} */
    Origin of(String source, Optional<SourceAccess> access, List<String> include) {
        SourceAddress address = Sources.parse(source);
        SourceAccess said = access.orElse(SourceAccess.OPEN);
        AccessRules.check(address.scheme(), said);
        return new Origin(
                address, said, said.secret().map(name -> open(address, name)).orElse(Map.of()), include);
    }

    private Map<String, String> open(SourceAddress address, String secret) {
        Map<String, String> values = vault.open(secret).orElseThrow(() -> unknown(secret));
        Credentials.check(address.scheme(), secret, values);
        return values;
    }

    /** Keeps the secret, where one is named, until the caller's transaction ends. */
    void hold(Optional<SourceAccess> access) {
        access.flatMap(SourceAccess::secret).filter(name -> !vault.hold(name)).ifPresent(name -> {
            throw unknown(name);
        });
    }

    private static ProblemException unknown(String secret) {
        return ProblemException.unknownReference(
                "spec.access.secret",
                "there is no secret named '" + secret + "'",
                "make it first: ./yard secret set " + secret + " KEY");
    }
}
