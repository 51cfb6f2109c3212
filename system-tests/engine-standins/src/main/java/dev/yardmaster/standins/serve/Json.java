package dev.yardmaster.standins.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** JSON texts from pairs. */
public final class Json {
    private Json() {}

    /** In the order given: name, value, name, value, ... */
    public static Map<String, @Nullable Object> of(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }

    public static String text(@Nullable Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
