package dev.yardmaster.server.deployments.store;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface DeploymentRows extends JpaRepository<DeploymentEntity, String> {
    List<DeploymentEntity> findAllByOrderByName();

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from DeploymentEntity d where d.name = :name")
    Optional<DeploymentEntity> lock(String name);

    @Query("select d.name from DeploymentEntity d order by d.name")
    List<String> names();
}
