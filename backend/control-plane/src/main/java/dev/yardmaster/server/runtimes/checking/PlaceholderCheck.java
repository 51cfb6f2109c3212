package dev.yardmaster.server.runtimes.checking;

import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.server.runtimes.GigabytesAs;
import dev.yardmaster.server.runtimes.reading.Placeholders;
import dev.yardmaster.server.runtimes.reading.Placeholders.Use;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names in double braces that nothing fills in where they stand. */
final class PlaceholderCheck {
    private static final Pattern BRACES = Pattern.compile("\\{\\{([^{}\\n]*)}}");
    private static final String SETTING = "setting.";
    private static final Set<String> EVERYWHERE = Set.of(
            "served.name",
            "version",
            "prefill.tokens",
            "host",
            "port",
            "model.directory",
            "model.file",
            "weights.directory",
            "instance.directory",
            "node.address",
            "devices.count",
            "devices.indexes");
    private static final Set<String> CACHE = Set.of("version", "device", "model", "split");

    private final RuntimeSpec spec;
    private final Findings findings;
    private final Set<String> known;

    private PlaceholderCheck(RuntimeSpec spec, Findings findings) {
        this.spec = spec;
        this.findings = findings;
        this.known = known(spec);
    }

    static void check(RuntimeSpec spec, Findings findings) {
        PlaceholderCheck check = new PlaceholderCheck(spec, findings);
        Parts.arguments(spec).forEach(check::words);
        Parts.environments(spec)
                .forEach((path, pairs) -> pairs.forEach((name, value) -> check.text(path + "." + name, value, false)));
        check.files("spec.files", spec.files());
        Parts.roles(spec).forEach((path, role) -> check.files(path + ".files", role.files()));
        for (int i = 0; i < spec.profiles().size(); i++) {
            check.caches(i);
        }
    }

    private static Set<String> known(RuntimeSpec spec) {
        Set<String> known = new HashSet<>(EVERYWHERE);
        Stream.concat(spec.ports().stream(), Parts.roles(spec).values().stream().flatMap(r -> r.ports().stream()))
                .forEach(p -> known.add("port." + p));
        Stream.concat(spec.files().stream(), Parts.roles(spec).values().stream().flatMap(r -> r.files().stream()))
                .forEach(f -> known.add("file." + f.name()));
        spec.group().ifPresent(g -> {
            known.addAll(List.of("group.rank", "group.size", "group.leader"));
            g.ports().forEach(p -> known.add("group.port." + p));
        });
        return known;
    }

    private void words(String path, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            text(path + "[" + i + "]", words.get(i), false);
        }
    }

    private void files(String path, List<LaunchFile> files) {
        for (int i = 0; i < files.size(); i++) {
            text(path + "[" + i + "].path", files.get(i).path(), false);
            text(path + "[" + i + "].text", files.get(i).text(), true);
        }
    }

    private void caches(int profile) {
        for (int i = 0; i < spec.profiles().get(profile).caches().size(); i++) {
            String at = "spec.profiles[" + profile + "].caches[" + i + "].key";
            names(spec.profiles().get(profile).caches().get(i).key())
                    .filter(n -> !CACHE.contains(n))
                    .forEach(n -> unknown(at, n, CACHE));
        }
    }

    private void text(String path, String text, boolean file) {
        Set<String> here = new TreeSet<>(known);
        if (file) {
            here.add("engine.key");
        }
        if (path.startsWith("spec.settings.")) {
            here.addAll(List.of("value", "context.total"));
            if (path.startsWith("spec.settings." + EngineTerm.KV_OFFLOAD_GIB.word() + ".")) {
                here.addAll(List.of("value.bytes", "value.mebibytes"));
            }
        }
        if (path.startsWith("spec.adapters.")) {
            here.addAll(List.of("adapter.name", "adapter.directory", "adapter.file"));
        }
        if (!path.startsWith("spec.group.") && !path.startsWith("spec.roles.") && !file) {
            here.removeIf(n -> n.startsWith("group."));
        }
        names(text).filter(n -> !here.contains(n) && !n.startsWith(SETTING)).forEach(n -> unknown(path, n, here));
        Placeholders.in(text).stream().filter(u -> u.name().startsWith(SETTING)).forEach(u -> setting(path, u, file));
    }

    private void setting(String path, Use use, boolean file) {
        String name = use.name().substring(SETTING.length());
        Optional<GigabytesAs> unit = GigabytesAs.of(name);
        String word = unit.map(u -> u.term(name)).orElse(name);
        findings.unless(
                EngineTerm.find(word)
                        .filter(spec.settings()::containsKey)
                        .filter(t -> unit.isEmpty() || GigabytesAs.fits(t))
                        .isPresent(),
                path,
                "there is no setting '" + name + "'",
                "expected one of spec.settings");
        findings.unless(
                file || use.otherwise().isPresent(),
                path,
                "nothing stands in for {{" + use.name() + "}} where nobody says it",
                "expected {{" + use.name() + ":otherwise}}");
    }

    private static Stream<String> names(String text) {
        return BRACES.matcher(text).results().map(PlaceholderCheck::name);
    }

    private static String name(MatchResult found) {
        String inside = found.group(1);
        int colon = inside.indexOf(':');
        return colon < 0 ? inside : inside.substring(0, colon);
    }

    private void unknown(String path, String name, Set<String> here) {
        findings.add(
                path,
                "nothing fills in {{" + name + "}} here",
                "expected one of " + String.join(", ", new TreeSet<>(here)));
    }
}
