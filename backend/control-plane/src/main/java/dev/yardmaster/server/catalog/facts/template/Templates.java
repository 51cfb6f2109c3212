package dev.yardmaster.server.catalog.facts.template;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.reading.Json;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the chat template among the files; the newer places win, as they do for engines. */
public final class Templates {
    private static final int LIMIT = 2 << 20;
    private static final String FOLDER = "additional_chat_templates/";

    private final ModelFiles files;
    private final Notes notes;

    public Templates(ModelFiles files, Notes notes) {
        this.files = files;
        this.notes = notes;
    }

    public Optional<Template> find() {
        return plain("chat_template.jinja")
                .or(() -> inJson("chat_template.json"))
                .or(() -> inJson("tokenizer_config.json"))
                .or(() -> plain("chat_template.jinja2"));
    }

    private Optional<Template> plain(String path) {
        return files.file(path).flatMap(this::text).map(t -> new Template(path, t, beside()));
    }

    private List<String> beside() {
        return files.all().stream()
                .filter(f -> f.path().startsWith(FOLDER) && f.path().endsWith(".jinja"))
                .limit(10)
                .flatMap(f -> text(f).stream())
                .toList();
    }

    private Optional<String> text(ModelFile file) {
        try {
            return Optional.of(new String(files.whole(file, LIMIT), StandardCharsets.UTF_8));
        } catch (Unreadable e) {
            notes.add(e.sentence());
            return Optional.empty();
        }
    }

    private Optional<Template> inJson(String path) {
        return Json.object(files, path, notes).map(Config::of).flatMap(c -> of(path, c));
    }

    /** One text, or a list in which each has a name; the one called default is what a chat gets. */
    public static Optional<Template> of(String path, Config c) {
        Optional<String> one = c.verbatim("chat_template");
        if (one.isPresent()) {
            return Optional.of(new Template(path, one.get(), List.of()));
        }
        List<Config> many = c.objects("chat_template");
        Optional<String> main = many.stream()
                .filter(t -> t.text("name").filter("default"::equals).isPresent())
                .findFirst()
                .or(() -> many.stream().findFirst())
                .flatMap(t -> t.verbatim("template"));
        List<String> all = new ArrayList<>();
        many.forEach(t -> t.verbatim("template").ifPresent(all::add));
        return main.map(t -> new Template(path, t, all));
    }
}
