package dev.yardmaster.server.catalog.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/** The table of models. */
interface ModelRows extends JpaRepository<ModelEntity, String> {
    List<ModelEntity> findAllByOrderByName();

    @Query("select m.version from ModelEntity m where m.name = :name")
    Optional<Long> version(String name);

    @NativeQuery("select name from model where name = :name for update")
    Optional<String> lock(String name);

    @NativeQuery("select name from model where name = :name for key share")
    Optional<String> hold(String name);

    @Query("select m.name from ModelEntity m where m.secret = :secret order by m.name")
    List<String> withSecret(String secret);

    @NativeQuery("select name from model where facts_due <= :now order by facts_due limit :most")
    List<String> factsDue(Instant now, int most);

    /** Leaves the version alone: what was found out is no change that somebody made. */
    @Modifying
    @Query("update ModelEntity m set m.derived = :derived, m.notes = :notes, m.factsDue = :due, m.factsTries = :tries"
            + " where m.name = :name and m.version = :version")
    int learn(String name, long version, String derived, String notes, @Nullable Instant due, int tries);
}
