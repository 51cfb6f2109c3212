package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.EngineHttp;
import dev.yardmaster.agent.weights.WeightsStore;
import java.time.Clock;

/** What all instances share. */
public record Services(EngineKeeper keeper, EngineHttp http, WeightsStore weights, Clock clock) {}
