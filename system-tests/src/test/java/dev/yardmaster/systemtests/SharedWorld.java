package dev.yardmaster.systemtests;

import dev.yardmaster.systemtests.world.Repository;
import dev.yardmaster.systemtests.world.World;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One world for all test classes that leave it as they found it; it ends with the test run. */
final class SharedWorld implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedWorld.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(World.class, _ -> World.started(freshHome("shared")), World.class);
    }

    /** A home that no earlier run left anything in. */
    static java.nio.file.Path freshHome(String name) {
        return Repository.worlds().resolve(name + "-" + Long.toString(System.currentTimeMillis(), 36));
    }
}
