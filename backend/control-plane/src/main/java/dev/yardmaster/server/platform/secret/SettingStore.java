package dev.yardmaster.server.platform.secret;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Small facts about the installation that all its servers share. Seal what is secret. */
@Repository
public class SettingStore {
    private final JdbcTemplate sql;

    SettingStore(JdbcTemplate sql) {
        this.sql = sql;
    }

    public Optional<String> find(String name) {
        return sql.queryForList("select value from setting where name = ?", String.class, name).stream()
                .findFirst();
    }

    public void put(String name, String value) {
        sql.update(
                "insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
                name,
                value);
    }

    /** The value that is stored afterwards: this one, or the one that was there first. */
    public String putIfAbsent(String name, String value) {
        sql.update("insert into setting (name, value) values (?, ?) on conflict (name) do nothing", name, value);
        return find(name).orElse(value);
    }
}
