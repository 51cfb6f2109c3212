package dev.yardmaster.ui.documents;

import dev.yardmaster.contract.catalog.ModelFacts;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stated facts as fields of a document; what is not stated is left out. */
final class FactFields {
    private FactFields() {}

    static Map<String, Object> of(ModelFacts facts) {
        return record(facts);
    }

    private static Map<String, Object> record(Record record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                plain(component.getAccessor().invoke(record)).ifPresent(v -> fields.put(component.getName(), v));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return fields;
    }

    private static Optional<Object> plain(Object value) {
        return switch (value) {
            case Optional<?> o -> o.flatMap(FactFields::plain);
            case Collection<?> c when c.isEmpty() -> Optional.empty();
            case Collection<?> c -> Optional.of(list(c));
            case Record r -> Optional.of(record(r));
            case Enum<?> e -> Optional.of(e.name());
            default -> Optional.of(value);
        };
    }

    private static List<Object> list(Collection<?> values) {
        return values.stream()
                .sorted(FactFields::byText)
                .flatMap(v -> plain(v).stream())
                .toList();
    }

    private static int byText(Object a, Object b) {
        return a instanceof Enum<?> ? a.toString().compareTo(b.toString()) : 0;
    }
}
