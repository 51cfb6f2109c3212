package dev.yardmaster.server.access.internal;

import dev.yardmaster.server.access.store.AccountStore;
import dev.yardmaster.server.access.store.AccountStore.Account;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.platform.StartFailure;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The first account. Its password is given from outside, or made up and shown once. */
@Component
class AdminAccount {
    static final String NAME = "admin";
    static final String ROLE = "ADMIN";
    private static final int SHORTEST = 8;

    private final AccountStore accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final String given;

    AdminAccount(
            AccountStore accounts,
            PasswordEncoder passwords,
            Clock clock,
            @Value("${yard.admin-password:}") String given) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
        this.given = given;
    }

    /** Returns the password if one was made up, which nobody can read again. */
    Optional<String> ensure() {
        if (!given.isEmpty() && given.length() < SHORTEST) {
            throw new StartFailure("YARD_ADMIN_PASSWORD is too short; give at least " + SHORTEST + " characters.");
        }
        return accounts.find(NAME).map(this::keep).orElseGet(this::make);
    }

    private Optional<String> keep(Account account) {
        if (!given.isEmpty() && !passwords.matches(given, account.passwordHash())) {
            accounts.changePassword(NAME, passwords.encode(given), clock.instant());
        }
        return Optional.empty();
    }

    private Optional<String> make() {
        String password = given.isEmpty() ? Ids.random(20) : given;
        boolean made = accounts.add(new Account(NAME, passwords.encode(password), ROLE), clock.instant());
        return made && given.isEmpty() ? Optional.of(password) : Optional.empty();
    }
}
