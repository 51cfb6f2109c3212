package dev.yardmaster.server.access.internal;

import dev.yardmaster.server.platform.YardHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Before the server answers anybody: an account to log in with, and tokens for its neighbours. */
@Component
class FirstStart implements InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final AdminAccount admin;
    private final TokenFiles tokens;
    private final YardHome home;

    FirstStart(AdminAccount admin, TokenFiles tokens, YardHome home) {
        this.admin = admin;
        this.tokens = tokens;
        this.home = home;
    }

    @Override
    public void afterPropertiesSet() {
        tokens.ensure();
        LOG.info("Tokens for this host are in {}", home.secrets());
        admin.ensure().ifPresent(FirstStart::show);
    }

    /** On standard output, once, and in no log. */
    private static void show(String password) {
        String line = "+" + "-".repeat(60) + "+";
        System.out.println(line);
        System.out.printf("| %-58s |%n", "First start: log in to the web UI as");
        System.out.printf("| %-58s |%n", "");
        System.out.printf("| %-58s |%n", "    user      " + AdminAccount.NAME);
        System.out.printf("| %-58s |%n", "    password  " + password);
        System.out.printf("| %-58s |%n", "");
        System.out.printf("| %-58s |%n", "Shown this once; YARD_ADMIN_PASSWORD changes it.");
        System.out.println(line);
    }
}
