package dev.yardmaster.server.deployments.store;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface RevisionRows extends JpaRepository<RevisionEntity, RevisionEntity.Key> {
    @Query("select r from RevisionEntity r where r.key.deployment = :deployment order by r.key.number desc")
    List<RevisionEntity> of(String deployment);

    /** Revisions that are wanted or have instances; all that the planner and the routes ask for. */
    @Query("""
            select r from RevisionEntity r where exists (select 1 from InstanceEntity i
            where i.deployment = r.key.deployment and i.revision = r.key.number)
            or exists (select 1 from DeploymentEntity d where d.name = r.key.deployment and d.revision = r.key.number)""")
    List<RevisionEntity> inUse();
}
