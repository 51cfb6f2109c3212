package dev.yardmaster.engine.http;

import java.util.Optional;

/** A request, whole. The path is without query. */
public record Request(String method, String path, Optional<String> authorization, byte[] body) {}
