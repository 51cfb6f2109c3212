package dev.yardmaster.server.access.internal;

import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.server.access.store.KeyStore;
import dev.yardmaster.server.access.store.StoredKey;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.platform.YardHome;
import dev.yardmaster.server.platform.secret.SecretFiles;
import dev.yardmaster.server.platform.secret.Sha256;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tokens in files, for the parts of Yardmaster on the same host: the command line and the gateway. */
@Component
class TokenFiles {
    private final YardHome home;
    private final KeyStore keys;
    private final KeyService service;

    TokenFiles(YardHome home, KeyStore keys, KeyService service) {
        this.home = home;
        this.keys = keys;
        this.service = service;
    }

    /** Makes what is missing; a token whose file is gone is revoked, as somebody else may have it. */
    @Transactional
    public void ensure() {
        ensure("admin.token", KeyScope.ADMIN);
        ensure("gateway.token", KeyScope.GATEWAY);
    }

    private void ensure(String fileName, KeyScope scope) {
        Path file = home.secrets().resolve(fileName);
        if (SecretFiles.read(file).filter(this::works).isPresent()) {
            return;
        }
        String name = fileName + "@" + homeId();
        keys.findByName(name).map(StoredKey::key).map(ApiKey::id).ifPresent(service::revoke);
        SecretFiles.write(
                file,
                service.create(new NewApiKey(name, Set.of(scope), Optional.empty()))
                        .token());
    }

    private boolean works(String text) {
        return Token.parse(text)
                .flatMap(token -> keys.find(token.id()))
                .filter(key -> Sha256.matches(text, key.sha256()))
                .isPresent();
    }

    /** Several servers may share a database; each has its own files. */
    private String homeId() {
        Path file = home.server().resolve("id");
        return SecretFiles.read(file).orElseGet(() -> {
            String id = Ids.random(6);
            SecretFiles.write(file, id);
            return id;
        });
    }
}
