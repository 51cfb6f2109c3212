package dev.yardmaster.server.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.access.CreatedApiKey;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.access.JoinTokens;
import dev.yardmaster.server.access.RouteKeys;
import dev.yardmaster.server.access.SystemTokens;
import dev.yardmaster.server.access.store.AccountStore;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.support.MovableClock;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class LoginTest {
    @Autowired
    AccountStore accounts;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    ApiKeys keys;

    @Autowired
    JoinTokens joins;

    @Autowired
    RouteKeys routeKeys;

    @Autowired
    SystemTokens systemTokens;

    @Autowired
    PlatformTransactionManager transactions;

    private final MovableClock clock = new MovableClock();

    private static Authentication try_(String name, String password) {
        return UsernamePasswordAuthenticationToken.unauthenticated(name, password);
    }

    @Test
    void theAdministratorGetsInAndOthersDoNot() {
        PasswordLogin login = new PasswordLogin(accounts, passwords, new LoginAttempts(clock));
        Authentication in = login.authenticate(try_("admin", TestServer.ADMIN_PASSWORD));
        assertThat(in.isAuthenticated()).isTrue();
        assertThat(in.getAuthorities()).extracting(Object::toString).contains("ROLE_ADMIN");
        assertThat(in.getCredentials()).isNull();
        assertThatThrownBy(() -> login.authenticate(try_("admin", "wrong")))
                .isInstanceOf(BadCredentialsException.class);
        assertThatThrownBy(() -> login.authenticate(try_("nobody", "nobody has this password")))
                .isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void guessingIsMadeSlowAndASuccessForgivesIt() {
        LoginAttempts attempts = new LoginAttempts(clock);
        for (int i = 0; i < LoginAttempts.FREE; i++) {
            assertThat(attempts.allowed("admin@1")).isTrue();
            attempts.failed("admin@1");
        }
        assertThat(attempts.allowed("admin@1")).isFalse();
        assertThat(attempts.allowed("admin@2")).as("somebody else").isTrue();
        clock.move(Duration.ofSeconds(1));
        assertThat(attempts.allowed("admin@1")).isTrue();
        attempts.failed("admin@1");
        clock.move(Duration.ofSeconds(1));
        assertThat(attempts.allowed("admin@1")).as("twice as long now").isFalse();
        clock.move(LoginAttempts.CAP);
        attempts.succeeded("admin@1");
        attempts.failed("admin@1");
        assertThat(attempts.allowed("admin@1")).isTrue();
    }

    @Test
    void aLockedGuesserIsRefusedEvenWithTheRightPassword() {
        LoginAttempts attempts = new LoginAttempts(clock);
        IntStream.range(0, LoginAttempts.FREE).forEach(i -> attempts.failed("admin@unknown"));
        PasswordLogin login = new PasswordLogin(accounts, passwords, attempts);
        assertThatThrownBy(() -> login.authenticate(try_("admin", TestServer.ADMIN_PASSWORD)))
                .isInstanceOf(LockedException.class);
    }

    @Test
    void passwordsAreKeptAsSlowHashes() {
        assertThat(accounts.find("admin").orElseThrow().passwordHash())
                .startsWith("{pbkdf2")
                .doesNotContain(TestServer.ADMIN_PASSWORD);
    }

    private CreatedApiKey key(KeyScope scope) {
        return keys.create(new NewApiKey("key " + Ids.random(12), Set.of(scope), Optional.empty()));
    }

    @Test
    void ofManyWithTheSameJoinTokenOneGetsThrough() throws Exception {
        String token = key(KeyScope.NODE_JOIN).token();
        List<Callable<Boolean>> all = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    try {
                        joins.consume(token);
                        return true;
                    } catch (ProblemException e) {
                        return false;
                    }
                })
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long through = 0;
            for (var future : threads.invokeAll(all)) {
                through += future.get() ? 1 : 0;
            }
            assertThat(through).isEqualTo(1);
        }
    }

    @Test
    void aJoinThatFailsLaterLeavesItsTokenGood() {
        String token = key(KeyScope.NODE_JOIN).token();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            joins.consume(token);
            status.setRollbackOnly();
        });
        joins.consume(token);
        assertThatThrownBy(() -> joins.consume(token)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aJoinTokenRunsOutAfterAnHourAndOtherTokensDoNotJoin() {
        CreatedApiKey join = key(KeyScope.NODE_JOIN);
        assertThat(join.key().expiresAt()).contains(join.key().createdAt().plus(Duration.ofHours(1)));
        assertThatThrownBy(() -> joins.consume(key(KeyScope.ADMIN).token())).isInstanceOf(ProblemException.class);
    }

    @Test
    void gatewaysLearnOfInferenceKeysByTheirHash() {
        CreatedApiKey inference = key(KeyScope.INFERENCE);
        CreatedApiKey admin = key(KeyScope.ADMIN);
        assertThat(routeKeys.routeKeys())
                .filteredOn(k -> k.id().equals(inference.key().id()))
                .singleElement()
                .satisfies(k -> assertThat(k.sha256())
                        .isEqualTo(dev.yardmaster.server.platform.secret.Sha256.hex(inference.token())));
        assertThat(routeKeys.routeKeys())
                .noneMatch(k -> k.id().equals(admin.key().id()));
    }

    @Test
    void aSystemTokenIsSharedAndComesBackAfterBeingRevoked() {
        String name = "system " + Ids.random(8);
        String first = systemTokens.token(name, KeyScope.INFERENCE);
        assertThat(systemTokens.token(name, KeyScope.INFERENCE)).isEqualTo(first);
        keys.revoke(Token.parse(first).orElseThrow().id());
        assertThat(systemTokens.token(name, KeyScope.INFERENCE)).isNotEqualTo(first);
    }
}
