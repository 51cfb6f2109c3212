package dev.yardmaster.server.access.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** People who may log in. */
@Repository
public class AccountStore {
    private final JdbcTemplate sql;

    AccountStore(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** @param role one word, for instance {@code ADMIN} */
    public record Account(String name, String passwordHash, String role) {
        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }

    public Optional<Account> find(String name) {
        return sql
                .query(
                        "select name, password_hash, role from account where name = ?",
                        (row, i) -> new Account(row.getString(1), row.getString(2), row.getString(3)),
                        name)
                .stream()
                .findFirst();
    }

    /** Makes the account; false where there is one of that name already. */
    public boolean add(Account account, Instant now) {
        return sql.update(
                        "insert into account (name, password_hash, role, created_at, updated_at) values (?, ?, ?, ?, ?)"
                                + " on conflict (name) do nothing",
                        account.name(),
                        account.passwordHash(),
                        account.role(),
                        Timestamp.from(now),
                        Timestamp.from(now))
                == 1;
    }

    public void changePassword(String name, String hash, Instant now) {
        sql.update(
                "update account set password_hash = ?, updated_at = ? where name = ?", hash, Timestamp.from(now), name);
    }
}
