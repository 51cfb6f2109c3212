package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How every list is paged and filtered. Bind it from the request parameters of the same names, all optional.
 *
 * @param limit items per page, 1 to 500; 100 where nothing is said
 * @param after start behind this key
 * @param name only names that contain this
 * @param label only things with these labels, each {@code key=value}
 */
public record ListQuery(
        @Nullable Integer limit,
        @Nullable String after,
        @Nullable String name,
        @Nullable List<String> label) {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    public ListQuery {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw ProblemException.invalid("limit", "it is " + limit, "expected 1 to " + MOST);
        }
        label = label == null ? List.of() : List.copyOf(label);
        label.forEach(ListQuery::pair);
    }

    /**
     * @param items all there are, in any order
     * @param key unique name that orders them
     */
    public <T> Page<T> page(Stream<T> items, Function<T, String> key, Function<T, Map<String, String>> labels) {
        TreeMap<String, T> found = new TreeMap<>();
        items.filter(item -> name == null || key.apply(item).contains(name))
                .filter(item -> hasLabels(labels.apply(item)))
                .forEach(item -> found.put(key.apply(item), item));
        int most = limit == null ? USUAL : limit;
        List<Map.Entry<String, T>> rest =
                new ArrayList<>((after == null ? found : found.tailMap(after, false)).entrySet());
        List<Map.Entry<String, T>> some = rest.subList(0, Math.min(most, rest.size()));
        return new Page<>(
                some.stream().map(Map.Entry::getValue).toList(),
                rest.size() > some.size() ? Optional.of(some.getLast().getKey()) : Optional.empty());
    }

    private boolean hasLabels(Map<String, String> labels) {
        return label == null
                || label.stream()
                        .map(ListQuery::pair)
                        .allMatch(p -> p.getValue().equals(labels.get(p.getKey())));
    }

    private static Map.Entry<String, String> pair(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw ProblemException.invalid("label", "'" + text + "' is no pair", "expected key=value");
        }
        return Map.entry(text.substring(0, equals), text.substring(equals + 1));
    }
}
