package dev.yardmaster.contract.catalog;

import java.util.List;
import java.util.Optional;

/** Reading the catalogue's adapters. */
public interface Adapters {
    /** All adapters by name. */
    List<Adapter> list();

    Optional<Adapter> find(String name);
}
