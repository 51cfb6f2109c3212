package dev.yardmaster.contract.catalog;

import java.util.List;
import java.util.Optional;

/** Reading the catalogue. */
public interface Models {
    /** All models by name. */
    List<Model> list();

    Optional<Model> find(String name);
}
