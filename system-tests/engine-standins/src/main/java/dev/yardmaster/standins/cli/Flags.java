package dev.yardmaster.standins.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** All options that a program has, and no others. */
public final class Flags {
    private static final String NUMBER = "-?\\d+";

    private final String program;
    private final Manner manner;
    private final Map<String, Flag> byName = new HashMap<>();

    private Flags(String program, Manner manner, List<Flag> flags) {
        this.program = program;
        this.manner = manner;
        for (Flag flag : flags) {
            flag.names().forEach(n -> byName.put(n, flag));
        }
    }

    /** As listed in the resource {@code flags/LIST.txt}. */
    public static Flags of(String list, String program, Manner manner) {
        String text = resource("flags/" + list + ".txt");
        return new Flags(
                program,
                manner,
                text.lines().filter(l -> !l.isBlank()).map(Flag::parse).toList());
    }

    /** A text that belongs to the program. */
    public static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(Flags.class.getResourceAsStream("/dev/yardmaster/standins/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CommandLine parse(List<String> arguments) {
        CommandLine line = new CommandLine();
        List<String> unknown = new ArrayList<>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.removeFirst();
            if (!argument.startsWith("-") || argument.matches(NUMBER)) {
                line.word(argument);
            } else if (!take(argument, rest, line)) {
                unknown.add(argument);
            }
        }
        if (!unknown.isEmpty()) {
            throw manner.unknown(program, unknown);
        }
        return line;
    }

    private boolean take(String argument, Deque<String> rest, CommandLine line) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Optional<String> attached = equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
        Optional<Flag> negated = find(name.replaceFirst("^--no-", "--")).filter(f -> f.kind() == Flag.Kind.BOOL);
        Optional<Flag> flag = find(name);
        if (flag.isEmpty() && negated.isPresent()) {
            line.add(negated.get(), "false");
            return true;
        }
        Optional<Flag> whole = flag.isPresent() ? Optional.empty() : member(name);
        whole.filter(_ -> attached.isEmpty()).ifPresent(f -> next(f, rest));
        flag.ifPresent(f -> read(f, attached, rest, line));
        return flag.isPresent() || whole.isPresent();
    }

    /** vLLM takes members of its JSON arguments one by one: {@code --json-arg.key value}. */
    private Optional<Flag> member(String name) {
        int dot = name.indexOf('.');
        return dot < 0 || !program.startsWith("vllm")
                ? Optional.empty()
                : find(name.substring(0, dot)).filter(f -> f.kind() == Flag.Kind.JSON);
    }

    private Optional<Flag> find(String name) {
        boolean loose = manner == Manner.ARGPARSE && name.startsWith("--");
        return Optional.ofNullable(byName.get(loose ? name.replace('_', '-') : name));
    }

    private void read(Flag flag, Optional<String> attached, Deque<String> rest, CommandLine line) {
        if (!flag.takesValue()) {
            attached.ifPresent(v -> {
                throw manner.wrong(program, flag, v);
            });
            line.add(flag, "true");
        } else if (flag.kind() == Flag.Kind.LIST) {
            attached.ifPresent(v -> line.add(flag, v));
            while (!rest.isEmpty() && !rest.getFirst().startsWith("--")) {
                line.add(flag, rest.removeFirst());
            }
        } else {
            String value = attached.orElseGet(() -> next(flag, rest));
            line.add(flag, checked(flag, value));
        }
    }

    private String next(Flag flag, Deque<String> rest) {
        boolean there = !rest.isEmpty()
                && (!rest.getFirst().startsWith("-") || rest.getFirst().matches("-\\d.*"));
        if (!there) {
            throw manner.missing(program, flag);
        }
        return rest.removeFirst();
    }

    private String checked(Flag flag, String value) {
        boolean good = switch (flag.kind()) {
            case INT -> value.matches(NUMBER);
            case HUMANINT -> value.matches("auto|-1|\\d+(\\.\\d+)?[kKmMgG]?");
            case FLOAT -> value.matches("-?\\d*\\.?\\d+(e-?\\d+)?");
            case CHOICE -> flag.choices().contains(value);
            case JSON -> isJson(value);
            case FLAG, BOOL, STR, LIST -> true;
        };
        if (!good) {
            throw manner.wrong(program, flag, value);
        }
        return value;
    }

    private static boolean isJson(String value) {
        try {
            return JsonMapper.shared().readTree(value).isContainer();
        } catch (JacksonException e) {
            return false;
        }
    }
}
