package dev.yardmaster.server.deployments.store;

import jakarta.persistence.LockModeType;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Locks are always taken in the order of ids, so that two transactions never wait for each other. */
interface InstanceRows extends JpaRepository<InstanceEntity, String> {
    List<InstanceEntity> findByDeploymentOrderByCreatedAtDescId(String deployment);

    List<InstanceEntity> findAllByOrderByDeploymentAscCreatedAtDesc();

    List<InstanceEntity> findByNodeOrderById(String node);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from InstanceEntity i where i.deployment = :deployment order by i.id")
    List<InstanceEntity> lockDeployment(String deployment);

    @Query("select distinct i.deployment from InstanceEntity i where i.node = :node or i.node is null")
    List<String> deploymentsOnOrWithout(String node);
}
