package dev.yardmaster.server.access.internal;

import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.server.access.SystemTokens;
import dev.yardmaster.server.access.store.KeyStore;
import dev.yardmaster.server.access.store.StoredKey;
import dev.yardmaster.server.platform.secret.SecretBox;
import dev.yardmaster.server.platform.secret.SettingStore;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the server's own tokens sealed in the database. */
@Component
class SealedTokens implements SystemTokens {
    private final SettingStore settings;
    private final SecretBox box;
    private final KeyStore keys;
    private final KeyService service;

    SealedTokens(SettingStore settings, SecretBox box, KeyStore keys, KeyService service) {
        this.settings = settings;
        this.box = box;
        this.keys = keys;
        this.service = service;
    }

    @Override
    @Transactional
    public String token(String name, KeyScope scope) {
        String setting = "token:" + name;
        return settings.find(setting)
                .map(kept -> box.open(setting, kept))
                .filter(this::lives)
                .orElseGet(() -> renew(setting, name, scope));
    }

    private boolean lives(String text) {
        return Token.parse(text).flatMap(token -> keys.find(token.id())).isPresent();
    }

    private String renew(String setting, String name, KeyScope scope) {
        keys.findByName(name).map(StoredKey::key).map(ApiKey::id).ifPresent(service::revoke);
        String token = service.create(new NewApiKey(name, Set.of(scope), Optional.empty()))
                .token();
        settings.put(setting, box.seal(setting, token));
        return token;
    }
}
