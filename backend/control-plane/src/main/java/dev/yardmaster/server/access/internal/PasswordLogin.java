package dev.yardmaster.server.access.internal;

import dev.yardmaster.server.access.store.AccountStore;
import dev.yardmaster.server.access.store.AccountStore.Account;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks a name and a password, and how often this was tried of late. */
@Component
class PasswordLogin implements AuthenticationProvider {
    private final AccountStore accounts;
    private final PasswordEncoder passwords;
    private final LoginAttempts attempts;
    private final String nobody;

    PasswordLogin(AccountStore accounts, PasswordEncoder passwords, LoginAttempts attempts) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.nobody = passwords.encode("nobody has this password");
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String name = request.getName();
        String from = request.getDetails() instanceof WebAuthenticationDetails d ? d.getRemoteAddress() : "unknown";
        String key = name + "@" + from;
        if (!attempts.allowed(key)) {
            throw new LockedException("Too many attempts; wait a little.");
        }
        Optional<Account> account = accounts.find(name);
        // Unknown names take as long as known ones.
        boolean right = passwords.matches(
                String.valueOf(request.getCredentials()),
                account.map(Account::passwordHash).orElse(nobody));
        if (!right || account.isEmpty()) {
            attempts.failed(key);
            throw new BadCredentialsException("The name or the password is wrong.");
        }
        attempts.succeeded(key);
        return success(account.get(), request);
    }

    private static Authentication success(Account account, Authentication request) {
        User user = new User(account.name(), "", AuthorityUtils.createAuthorityList("ROLE_" + account.role()));
        UsernamePasswordAuthenticationToken result =
                UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities());
        result.setDetails(request.getDetails());
        return result;
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
