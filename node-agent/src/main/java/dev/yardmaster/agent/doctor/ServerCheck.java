package dev.yardmaster.agent.doctor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server, its hub, and whether its clock and ours agree. Without a server it is only a warning: all else is told. */
record ServerCheck(Premises premises, Web web, Clock clock) implements Check {
    private static final Duration WRONG = Duration.ofSeconds(30);
    private static final Duration OFF = Duration.ofSeconds(5);

    @Override
    public List<Finding> look() {
        String server = premises.config().server().toString();
        try {
            Web.Heard heard = web.ask(server + "/actuator/health");
            List<Finding> findings = new ArrayList<>();
            findings.add(
                    heard.status() == 200
                            ? Finding.ok("server", server + " answers and is well.")
                            : Finding.warning(
                                    "server",
                                    server + " answers " + heard.status() + " when asked for its health.",
                                    "curl -i " + server + "/actuator/health"));
            heard.date().ifPresent(date -> findings.add(clock(Duration.between(clock.instant(), date), server)));
            findings.add(hub(server));
            return findings;
        } catch (IOException e) {
            return List.of(Finding.warning(
                    "server",
                    server + " does not answer: " + e.getMessage() + ". The clock could not be compared either.",
                    "./yard server   (or set YARD_SERVER_URL to where it runs)"));
        }
    }

    /** Dates are told in whole seconds. */
    private static Finding clock(Duration ahead, String server) {
        long seconds = Math.abs(ahead.toSeconds());
        String sentence = "This host's clock and that of " + server + " are " + seconds + " s apart.";
        String fix = "sudo timedatectl set-ntp true && timedatectl status";
        if (seconds >= WRONG.toSeconds()) {
            return Finding.problem("clock", sentence + " Tokens and certificates may be refused.", fix);
        }
        return seconds >= OFF.toSeconds() ? Finding.warning("clock", sentence, fix) : Finding.ok("clock", sentence);
    }

    private Finding hub(String server) {
        try {
            int status = web.ask(server + "/api/models?limit=1").status();
            return status < 500
                    ? Finding.ok("hub", "The built-in hub at " + server + " answers.")
                    : Finding.warning(
                            "hub",
                            "The built-in hub at " + server + " answers " + status + ".",
                            "curl -i '" + server + "/api/models?limit=1'");
        } catch (IOException e) {
            return Finding.warning(
                    "hub",
                    "The built-in hub at " + server + " does not answer: " + e.getMessage() + ".",
                    "curl -i '" + server + "/api/models?limit=1'");
        }
    }
}
