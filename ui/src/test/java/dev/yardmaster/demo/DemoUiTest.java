package dev.yardmaster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

/** The auto-configuration in an application that lies in another package: routes, security, static files. */
@SpringBootTest(
        classes = DemoUi.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "demo.empty=true"})
class DemoUiTest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

    @Value("${local.server.port}")
    int port;

    @AutoClose
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Test
    void asksStrangersToLogIn() throws Exception {
        for (String path : new String[] {"/", "/deployments", "/deployments/chat", "/playground", "/keys"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(location(answer)).as(path).endsWith("/login");
        }
    }

    @Test
    void servesItsOwnFilesAndThePageOfTheCompiledBundle() throws Exception {
        assertThat(get("/yard/yard.js").headers().firstValue("content-type").orElse(""))
                .contains("javascript");
        assertThat(get("/yard/yard.css").body()).contains("--aura-accent-color-light");
        assertThat(get("/yard/icon.svg").statusCode()).isEqualTo(200);
        assertThat(get("/aura/aura.css").statusCode()).isEqualTo(200);
        assertThat(get("/login").body()).contains("VAADIN/build/", "yard-scheme");
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        assertThat(location(logIn("wrong"))).endsWith("/login?error");
        assertThat(get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void letsTheAdministratorIn() throws Exception {
        assertThat(location(logIn("admin"))).doesNotContain("login");
        assertThat(get("/deployments").statusCode()).isEqualTo(200);
        assertThat(get("/deployments").body()).contains("VAADIN/build/");
    }

    private HttpResponse<String> logIn(String password) throws Exception {
        Matcher token = CSRF.matcher(get("/login").body());
        assertThat(token.find()).isTrue();
        String form = "username=admin&password=" + password + "&_csrf=" + token.group(1);
        return send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).header("Accept", "text/html").GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
