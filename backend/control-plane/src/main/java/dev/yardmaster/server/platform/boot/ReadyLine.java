package dev.yardmaster.server.platform.boot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last line of a start: where the server is, and how long it took. */
@Component
class ReadyLine {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyLine.class);

    private final Environment environment;

    ReadyLine(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        String host = environment.getProperty("server.address", "127.0.0.1");
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        long millis = event.getTimeTaken() == null ? 0 : event.getTimeTaken().toMillis();
        LOG.info("Ready on http://{}:{} after {} ms", host, port, millis);
    }
}
