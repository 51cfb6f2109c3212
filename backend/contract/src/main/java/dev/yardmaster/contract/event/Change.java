package dev.yardmaster.contract.event;

/** Something about this thing is different now; read it again. */
public record Change(String kind, String name) {}
