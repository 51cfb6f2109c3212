package dev.yardmaster.cli.demo;

import dev.yardmaster.cli.chat.Answer;
import dev.yardmaster.cli.process.SiteSettings;
import java.nio.file.Files;
import java.nio.file.Path;

/** What to look at next. */
final class DemoSummary {
    private final SiteSettings settings;
    private final Report report;

    DemoSummary(SiteSettings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void print(Answer answer) {
        report.line("asked through the gateway");
        report.plain("");
        report.plain("  " + Demo.QUESTION);
        report.plain("  " + answer.text());
        report.plain("  (" + answer.figures() + ")");
        report.plain("");
        report.plain("  UI        " + settings.serverUrl() + "   log in as admin, password in " + passwordPlace());
        report.plain("  OpenAI    " + settings.gatewayUrl() + "/v1   key in " + settings.secret("demo.key"));
        report.plain("");
        report.plain("  curl " + settings.gatewayUrl() + "/v1/chat/completions \\");
        report.plain("    -H \"Authorization: Bearer $(cat " + settings.secret("demo.key") + ")\" \\");
        report.plain("    -H 'Content-Type: application/json' \\");
        report.plain("    -d '{\"model\": \"" + Demo.ROUTE
                + "\", \"messages\": [{\"role\": \"user\", \"content\": \"What is the capital of Italy?\"}]}'");
        report.plain("");
    }

    private String passwordPlace() {
        Path file = new AdminPassword(settings).file();
        return Files.exists(file) ? file.toString() : "YARD_ADMIN_PASSWORD, as you gave it at the first start";
    }
}
