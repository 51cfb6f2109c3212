package dev.yardmaster.contract.engine;

/**
 * One start of an instance's engine.
 *
 * @param id of the process or container; another start of the same instance has another one
 * @param sizes as far as they were said yet
 */
public record EngineStart(String id, EngineSizes sizes) {
    public EngineStart {
        sizes = sizes == null ? EngineSizes.NONE : sizes;
    }
}
