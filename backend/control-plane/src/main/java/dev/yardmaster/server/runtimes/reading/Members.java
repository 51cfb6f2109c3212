package dev.yardmaster.server.runtimes.reading;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which members of a runtime's records have to be there. */
final class Members {
    /** Of those that usually have to be. */
    private static final Set<String> MAY_BE_ABSENT = Set.of(
            "RuntimeSpec.keyVariable",
            "RuntimeSpec.shutdown",
            "RuntimeSpec.metrics",
            "RuntimeSpec.adapters",
            "Serves.priority",
            "Container.digest",
            "Container.sharedMemoryBytes",
            "Container.user",
            "HttpCall.method",
            "HttpCall.port",
            "HttpCall.body",
            "Health.port",
            "MetricsMap.path",
            "MetricsMap.port",
            "MetricSource.label",
            "MetricSource.scale",
            "AdapterAbility.separator",
            "AdapterAbility.requestModel",
            "SleepAbility.asleep",
            "KernelProfile.attention",
            "Startup.loadBytesPerSecond",
            "MemoryTraits.collectiveBytes",
            "MemoryTraits.graphBytes",
            "MemoryTraits.replicatedShare");
    /** Of those that usually may be. */
    private static final Set<String> HAS_TO_BE = Set.of(
            "RuntimeSpec.hardware",
            "RuntimeSpec.executables",
            "Serves.formats",
            "Inference.questions",
            "SleepAbility.sleep",
            "SleepAbility.wake",
            "MemoryTraits.kvBytes");

    private Members() {}

    static boolean mayBeAbsent(Class<?> owner, RecordComponent component) {
        String name = owner.getSimpleName() + "." + component.getName();
        return isUsuallyOptional(component.getType()) ? !HAS_TO_BE.contains(name) : MAY_BE_ABSENT.contains(name);
    }

    private static boolean isUsuallyOptional(Class<?> type) {
        return type == Optional.class
                || type == boolean.class
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type);
    }
}
