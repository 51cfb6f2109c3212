package dev.yardmaster.server.catalog.hub.internal;

/** A file that a commit should hold; its content was uploaded before. */
public record NewFile(String path, long size, String sha256) {}
