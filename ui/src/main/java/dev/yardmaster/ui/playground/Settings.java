package dev.yardmaster.ui.playground;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextArea;
import dev.yardmaster.contract.playground.Playground;
import java.util.ArrayList;
import java.util.List;

/** Whom to ask, and how. */
final class Settings extends Div {
    private static final long serialVersionUID = 1L;
    private static final int MOST_TOKENS = 32_768;
    private final Select<String> route = new Select<>();
    private final TextArea system = new TextArea("System prompt");
    private final NumberField temperature = new NumberField("Temperature");
    private final IntegerField maxTokens = new IntegerField("Max tokens");

    Settings() {
        setClassName("settings card");
        route.setId("playground-route");
        route.setLabel("Route");
        route.setPlaceholder("Nothing is served yet");
        system.setId("playground-system");
        system.setPlaceholder("none");
        system.setMinRows(3);
        system.setMaxRows(8);
        temperature.setId("playground-temperature");
        temperature.setMin(0);
        temperature.setMax(2);
        temperature.setStep(0.1);
        temperature.setValue(0.0);
        temperature.setStepButtonsVisible(true);
        temperature.setHelperText("0 always takes the likeliest token");
        maxTokens.setId("playground-max-tokens");
        maxTokens.setMin(1);
        maxTokens.setMax(MOST_TOKENS);
        maxTokens.setValue(256);
        add(route, system, temperature, maxTokens);
    }

    /** Keeps what is chosen while it exists. */
    void offer(List<String> routes, String preferred) {
        String chosen = route.getOptionalValue().orElse(preferred);
        if (!routes.equals(route.getListDataView().getItems().toList())) {
            route.setItems(routes);
        }
        String wanted =
                routes.contains(chosen) ? chosen : routes.stream().findFirst().orElse("");
        if (!wanted.isEmpty() && route.isEmpty()) {
            route.setValue(wanted);
        }
    }

    String route() {
        return route.getOptionalValue().orElse("");
    }

    boolean isReady() {
        return !route.isEmpty()
                && !temperature.isInvalid()
                && !temperature.isEmpty()
                && !maxTokens.isInvalid()
                && !maxTokens.isEmpty();
    }

    Playground.Question question(List<Playground.Turn> conversation) {
        List<Playground.Turn> turns = new ArrayList<>();
        if (!system.getValue().isBlank()) {
            turns.add(new Playground.Turn("system", system.getValue().strip()));
        }
        turns.addAll(conversation);
        return new Playground.Question(route(), turns, temperature.getValue(), maxTokens.getValue());
    }
}
