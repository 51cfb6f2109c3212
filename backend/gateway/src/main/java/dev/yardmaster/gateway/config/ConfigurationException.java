package dev.yardmaster.gateway.config;

/** The environment asks for something that cannot be. The message is one line for the person who started us. */
public final class ConfigurationException extends RuntimeException {
    public ConfigurationException(String message) {
        super(message);
    }
}
