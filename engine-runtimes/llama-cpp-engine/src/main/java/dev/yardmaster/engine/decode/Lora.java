package dev.yardmaster.engine.decode;

/** A LoRA adapter as one loaded instance: the same name loaded again is another instance. */
public interface Lora {
    /** No adapter: the base model. */
    Lora BASE = () -> "";

    String name();
}
