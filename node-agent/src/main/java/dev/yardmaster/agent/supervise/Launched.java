package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.Fingerprint;
import dev.yardmaster.agent.engine.RunningEngine;

/** An engine and how it was launched. */
record Launched(RunningEngine engine, int port, Fingerprint fingerprint) {}
