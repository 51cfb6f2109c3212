package dev.yardmaster.server.catalog.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/** The table of adapters. */
interface AdapterRows extends JpaRepository<AdapterEntity, String> {
    List<AdapterEntity> findAllByOrderByName();

    @Query("select a.version from AdapterEntity a where a.name = :name")
    Optional<Long> version(String name);

    @NativeQuery("select name from adapter where name = :name for update")
    Optional<String> lock(String name);

    @NativeQuery("select name from adapter where name = :name for key share")
    Optional<String> hold(String name);

    @Query("select a.name from AdapterEntity a where a.base = :model order by a.name")
    List<String> on(String model);

    @Query("select a.name from AdapterEntity a where a.secret = :secret order by a.name")
    List<String> withSecret(String secret);

    @NativeQuery("select name from adapter where facts_due <= :now order by facts_due limit :most")
    List<String> factsDue(Instant now, int most);

    /** Leaves the version alone: what was found out is no change that somebody made. */
    @Modifying
    @Query("update AdapterEntity a set a.facts = :facts, a.notes = :notes, a.factsDue = :due, a.factsTries = :tries"
            + " where a.name = :name and a.version = :version")
    int learn(String name, long version, String facts, String notes, @Nullable Instant due, int tries);
}
