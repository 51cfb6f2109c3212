package dev.yardmaster.server.access.internal;

import dev.yardmaster.server.access.store.KeyStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When keys were last used, written now and then rather than with every request. Bounded by the number of keys. */
@Component
class LastUse {
    private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);

    private final Map<String, Instant> noted = new ConcurrentHashMap<>();
    private final KeyStore keys;

    LastUse(KeyStore keys) {
        this.keys = keys;
    }

    void note(String id, Instant at) {
        noted.put(id, at);
    }

    @Scheduled(fixedDelayString = "${yard.key-use-flush:PT15S}")
    void flush() {
        Map<String, Instant> batch = new HashMap<>(noted);
        if (batch.isEmpty()) {
            return;
        }
        try {
            keys.touch(batch);
            batch.forEach(noted::remove);
        } catch (DataAccessException e) {
            LOG.warn("The last use of {} keys could not be written yet: {}", batch.size(), e.getMessage());
        }
    }
}
