package dev.yardmaster.server.catalog.store;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/** The table. */
interface ModelRows extends JpaRepository<ModelEntity, String> {
    List<ModelEntity> findAllByOrderByName();

    @Query("select m.version from ModelEntity m where m.name = :name")
    Optional<Long> version(String name);

    @NativeQuery("select name from model where name = :name for update")
    Optional<String> lock(String name);

    @NativeQuery("select name from model where name = :name for key share")
    Optional<String> hold(String name);
}
