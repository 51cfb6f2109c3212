package dev.yardmaster.contract.agent;

import java.time.Duration;
import java.time.Instant;

/** @param serverTime for the agent to notice a wrong clock */
public record LeaseResponse(Instant serverTime, Duration validFor) {}
