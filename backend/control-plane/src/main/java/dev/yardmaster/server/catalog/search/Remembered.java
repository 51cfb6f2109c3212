package dev.yardmaster.server.catalog.search;

import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.SearchQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The last answers of a hub, for as long as somebody types. */
@Component
class Remembered {
    static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST = 200;

    private final Clock clock;
    private final Map<SearchQuery, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SearchQuery, Answer> eldest) {
            return size() > MOST;
        }
    };

    Remembered(Clock clock) {
        this.clock = clock;
    }

    private record Answer(List<FoundModel> found, Instant at) {}

    /** Asks outside of any lock; two that ask the same at once both ask. */
    List<FoundModel> or(SearchQuery query, Function<SearchQuery, List<FoundModel>> ask) {
        Instant now = clock.instant();
        synchronized (answers) {
            Answer answer = answers.get(query);
            if (answer != null && answer.at().plus(KEPT).isAfter(now)) {
                return answer.found();
            }
        }
        List<FoundModel> found = ask.apply(query);
        synchronized (answers) {
            answers.put(query, new Answer(found, now));
        }
        return found;
    }
}
