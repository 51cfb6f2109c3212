package dev.yardmaster.contract.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What an engine can do with LoRA adapters. Calls and arguments know {@code {{adapter.name}}},
 * {@code {{adapter.directory}}} and {@code {{adapter.file}}}, the first weights file in it.
 *
 * @param load at run time; absent where the engine cannot
 * @param list answers which are loaded
 * @param listed JSON pointer into that answer: to the list, with {@code name} the member of an entry that names it
 * @param first once before {@code arguments}, where an adapter is there at the start
 * @param arguments repeated for every adapter that is there at the start
 * @param separator where not empty, all of {@code arguments} are one argument with this between adapters
 * @param requestModel what a request says as its {@code model}, with {@code {{served.name}}} and {@code {{adapter.name}}};
 *     empty where it is said otherwise or not at all
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AdapterAbility(
        When when,
        Optional<HttpCall> load,
        Optional<HttpCall> unload,
        Optional<HttpCall> list,
        Optional<Listed> listed,
        List<String> first,
        List<String> arguments,
        String separator,
        String requestModel) {
    public static final AdapterAbility NONE = new AdapterAbility(
            When.NEVER, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), "");

    public AdapterAbility {
        load = load == null ? Optional.empty() : load;
        unload = unload == null ? Optional.empty() : unload;
        list = list == null ? Optional.empty() : list;
        listed = listed == null ? Optional.empty() : listed;
        first = first == null ? List.of() : List.copyOf(first);
        arguments = arguments == null ? List.of() : List.copyOf(arguments);
        separator = separator == null ? "" : separator;
        requestModel = requestModel == null ? "" : requestModel;
    }

    /** With arguments that are simply repeated. */
    public AdapterAbility(
            When when,
            Optional<HttpCall> load,
            Optional<HttpCall> unload,
            Optional<HttpCall> list,
            Optional<Listed> listed,
            List<String> arguments,
            String requestModel) {
        this(when, load, unload, list, listed, List.of(), arguments, "", requestModel);
    }

    /** When adapters can come. */
    public enum When {
        NEVER,
        AT_START,
        AT_RUN_TIME,
        /** Each request names the files itself. */
        PER_REQUEST
    }

    /** @param pointer JSON pointer to a list */
    public record Listed(String pointer, String name) {}
}
