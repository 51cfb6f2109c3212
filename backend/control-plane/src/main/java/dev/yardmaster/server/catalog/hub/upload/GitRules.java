package dev.yardmaster.server.catalog.hub.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Lines of a {@code .gitignore} or {@code .gitattributes}; of those that match a path, the last one says. */
final class GitRules {
    private static final int MAX_RULES = 1000;

    private final List<Rule> rules;

    private GitRules(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(Pattern pattern, boolean says) {}

    /** Which files are left out. */
    static GitRules ignore(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines(text)) {
            boolean not = line.startsWith("!");
            String pattern = not ? line.substring(1) : line;
            String name = pattern.replaceFirst("/$", "");
            if (name.equals(pattern)) {
                add(rules, pattern, !not);
            }
            add(rules, (name.contains("/") ? "" : "**/") + name + "/**", !not);
        }
        return new GitRules(rules);
    }

    /** Which files are kept beside git; silent about those that no line names. */
    static GitRules attributes(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines(text)) {
            List<String> words = List.of(line.split("\\s+"));
            words.stream()
                    .skip(1)
                    .filter(w -> w.startsWith("filter=") || w.equals("-filter") || w.equals("!filter"))
                    .reduce((_, last) -> last)
                    .ifPresent(w -> add(rules, words.getFirst(), w.equals("filter=lfs")));
        }
        return new GitRules(rules);
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .limit(MAX_RULES)
                .toList();
    }

    /** What is no pattern matches nothing, as in git. */
    private static void add(List<Rule> rules, String pattern, boolean says) {
        try {
            rules.add(new Rule(GitPatterns.compile(pattern), says));
        } catch (PatternSyntaxException e) {
            // nothing that could match
        }
    }

    Optional<Boolean> about(String path) {
        return rules.stream()
                .filter(r -> r.pattern().matcher(path).matches())
                .reduce((_, last) -> last)
                .map(Rule::says);
    }
}
