package dev.yardmaster.gateway.json;

/** Bytes {@code start} to {@code end} of a body are to read as {@code text}; an insertion where both are equal. */
public record Edit(int start, int end, byte[] text) {}
