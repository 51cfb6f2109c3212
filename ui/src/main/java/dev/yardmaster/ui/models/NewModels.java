package dev.yardmaster.ui.models;

import dev.yardmaster.contract.catalog.FoundModel;
import java.util.List;

/** What is asked to be added, and how it was called where it was found. */
record NewModels(String title, dev.yardmaster.contract.catalog.NewModel model) {

    static NewModels of(FoundModel found) {
        return new NewModels(found.id(), dev.yardmaster.contract.catalog.NewModel.from(found.source()));
    }

    NewModels including(List<String> patterns) {
        return new NewModels(title, model.including(patterns));
    }
}
