package dev.yardmaster.contract.catalog;

/** What can be asked of a model. */
public enum Capability {
    /** Answers messages; it has a chat template. */
    CHAT,
    /** Continues text. */
    COMPLETION,
    /** Its chat template renders tool definitions. */
    TOOLS,
    /** Its chat template knows a thinking part of the answer. */
    REASONING,
    /** Reads images. */
    VISION,
    /** Reads video. */
    VIDEO,
    /** Hears: speech or sound as input. */
    AUDIO,
    /** Makes speech or sound. */
    SPEECH,
    /** Text to a vector. */
    EMBEDDING,
    /** Scores a document against a query. */
    RERANK,
    /** Puts text into classes, rewards included. */
    CLASSIFICATION,
    /** Makes images. */
    IMAGE_GENERATION,
    /** Makes video. */
    VIDEO_GENERATION
}
