package dev.yardmaster.server.deployments;

import java.util.List;

/** What the route table is made from. */
public interface ServingDeployments {
    /** Change kinds recorded when this may be different: a deployment, or one of its instances' states. */
    String CHANGE_KIND = "Deployment";

    /** All deployments that are not being deleted, by name; those without engines too. */
    List<Serving> serving();
}
