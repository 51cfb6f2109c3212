package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.EngineHttp;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.instance.Limits;
import dev.yardmaster.agent.weights.WeightsStore;
import java.time.Clock;

/** What all instances share. */
public record Services(
        EngineKeeper keeper,
        Preparation preparation,
        EngineHttp http,
        EngineCalls calls,
        WeightsStore weights,
        Limits limits,
        Clock clock) {}
