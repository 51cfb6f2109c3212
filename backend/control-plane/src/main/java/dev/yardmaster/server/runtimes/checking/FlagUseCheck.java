package dev.yardmaster.server.runtimes.checking;

import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.server.platform.web.Suggestions;
import dev.yardmaster.server.runtimes.flags.FlagList;
import java.util.List;
import java.util.regex.Pattern;

/** Flags that the engine does not have. */
final class FlagUseCheck {
    private static final Pattern FLAG = Pattern.compile("--?[A-Za-z].*", Pattern.DOTALL);

    private FlagUseCheck() {}

    static void check(RuntimeSpec spec, FlagList list, Findings findings) {
        Parts.arguments(spec).forEach((path, words) -> words(path, words, list, findings));
    }

    private static void words(String path, List<String> words, FlagList list, Findings findings) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (FLAG.matcher(word).matches()) {
                String name = name(word);
                findings.unless(
                        list.find(name).isPresent(),
                        path + "[" + i + "]",
                        list.engine() + " has no flag " + name,
                        Suggestions.nearest(list.plain(name), list.names())
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("expected one at " + list.source()));
            }
        }
    }

    private static String name(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }
}
