package dev.yardmaster.server.access.store;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;

interface SecretRows extends JpaRepository<SecretEntity, String> {
    List<SecretEntity> findAllByOrderByName();

    @NativeQuery("select name from secret where name = :name for update")
    Optional<String> lock(String name);

    @NativeQuery("select name from secret where name = :name for key share")
    Optional<String> hold(String name);
}
