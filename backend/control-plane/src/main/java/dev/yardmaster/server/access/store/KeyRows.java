package dev.yardmaster.server.access.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface KeyRows extends JpaRepository<KeyEntity, String> {
    List<KeyEntity> findAllByOrderByName();

    Optional<KeyEntity> findByName(String name);

    boolean existsByName(String name);

    /** Of two that try at once, one deletes a row and the other none. */
    @Modifying
    @Query("delete from KeyEntity k where k.id = :id")
    int remove(String id);

    @Modifying
    @Query(
            "update KeyEntity k set k.lastUsedAt = :at where k.id = :id and (k.lastUsedAt is null or k.lastUsedAt < :at)")
    int touch(String id, Instant at);
}
