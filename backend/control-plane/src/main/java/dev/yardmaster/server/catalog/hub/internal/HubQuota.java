package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.store.BlobRows;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How much may be pushed. What is mirrored has a quota of its own. */
@Component
public class HubQuota {
    private final BlobRows rows;
    private final HubProperties properties;

    HubQuota(BlobRows rows, HubProperties properties) {
        this.rows = rows;
        this.properties = properties;
    }

    /** @throws ProblemException storage-full where so much more would be too much */
    public void check(long more) {
        refuse("The hub", properties.quota(), () -> rows.total() + more);
    }

    /** @throws ProblemException storage-full where the repository would hold too much with it */
    public void check(RepositoryRows.Row repository, long more) {
        check(more);
        refuse(repository.name().toString(), properties.repositoryQuota(), () -> rows.total(repository.id()) + more);
    }

    void checkRepository(RepositoryRows.Row repository) {
        refuse(repository.name().toString(), properties.repositoryQuota(), () -> rows.total(repository.id()));
    }

    private interface Sum {
        long bytes();
    }

    private static void refuse(String what, DataSize quota, Sum sum) {
        if (quota.toBytes() > 0) {
            long bytes = sum.bytes();
            if (bytes > quota.toBytes()) {
                throw ProblemException.of(
                        ProblemType.STORAGE_FULL,
                        what + " would hold " + bytes + " bytes; its quota is " + quota.toBytes() + ".");
            }
        }
    }
}
