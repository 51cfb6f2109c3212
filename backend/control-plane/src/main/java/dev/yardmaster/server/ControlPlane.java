package dev.yardmaster.server;

import dev.yardmaster.server.platform.StartFailure;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server's main class. Ends with 78 where the configuration, not the program, stands in the way. */
@SpringBootApplication
public class ControlPlane {

    public static void main(String[] args) {
        try {
            SpringApplication.run(ControlPlane.class, args);
        } catch (RuntimeException failure) {
            // Spring has reported it by now.
            System.exit(StartFailure.exitCode(failure));
        }
    }
}
