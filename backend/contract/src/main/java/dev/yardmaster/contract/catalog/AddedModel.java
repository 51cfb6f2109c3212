package dev.yardmaster.contract.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What came of adding a model.
 *
 * @param model absent where nothing was added
 * @param choices what the source holds the same weights as; one of them has to be asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AddedModel(Optional<Model> model, List<Choice> choices) {
    public AddedModel {
        model = model == null ? Optional.empty() : model;
        choices = choices == null ? List.of() : List.copyOf(choices);
    }

    /**
     * One way that the weights are stored.
     *
     * @param label for people: {@code Q4_K_M}, {@code safetensors}
     * @param include what {@link NewModel} takes for it
     * @param bytes of its weights
     */
    public record Choice(String label, List<String> include, int files, long bytes) {
        public Choice {
            include = List.copyOf(include);
        }
    }
}
