package dev.yardmaster.contract.access;

import java.util.List;

/** Making and revoking API keys. */
public interface ApiKeys {
    /** By name. */
    List<ApiKey> list();

    CreatedApiKey create(NewApiKey wanted);

    /** Takes effect at once on the server, and at the gateways with their next route table. */
    void revoke(String id);
}
