package dev.yardmaster.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.yardmaster.systemtests.world.Repository;
import dev.yardmaster.systemtests.world.World;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebUiTest {
    private static final Path SCREENSHOTS = Repository.root().resolve("system-tests/browser/target/screenshots");
    private static final String DEPLOYMENT = "tiny-chat";

    private Optional<World> world = Optional.empty();
    private Optional<Chromium> chromium = Optional.empty();
    private Optional<Page> page = Optional.empty();

    @BeforeAll
    void start() {
        Optional<Path> executable = Chromium.executable();
        Assumptions.assumeTrue(executable.isPresent(), "no Chromium on PATH; apt-get install chromium");
        chromium = executable.map(Chromium::start);
        World started = World.started(
                Repository.worlds().resolve("browser-" + ProcessHandle.current().pid()));
        world = Optional.of(started);
        started.key();
        started.deploy(DEPLOYMENT, "v1", 1);
        started.awaitReady(DEPLOYMENT);
    }

    @AfterAll
    void stop() {
        chromium.ifPresent(Chromium::close);
        world.ifPresent(World::close);
    }

    @BeforeEach
    void openWindow() {
        page = chromium.map(Chromium::window);
    }

    @AfterEach
    void closeWindow() {
        page.ifPresent(p -> p.context().close());
    }

    @Test
    void aWrongPasswordStaysOutside() {
        logIn("a wrong password");
        assertThat(page()).hasURL(Pattern.compile(".*/login\\?error.*"));
        assertThat(page().getByText("do not belong together")).isVisible();
    }

    @Test
    void deploymentsShowWhatIsReadyAndChangesArriveByThemselves() {
        logIn(World.ADMIN_PASSWORD);
        go("deployments");
        Locator grid = page().locator("#deployment-grid");
        assertThat(grid).containsText(DEPLOYMENT);
        assertThat(grid).containsText("Ready");
        assertThat(grid).containsText("1 / 1");
        screenshot("deployments");
        world.orElseThrow().deploy("second", "v2-good", 1);
        assertThat(grid.getByText("second").first()).isVisible();
        world.orElseThrow().api().delete("deployments/second");
    }

    @Test
    void thePlaygroundAnswersWithFigures() {
        logIn(World.ADMIN_PASSWORD);
        go("playground/" + DEPLOYMENT);
        Locator input = page().locator("#playground-input textarea");
        input.fill("What is the capital of France?");
        page().locator("#playground-send").click();
        assertThat(page().locator("#playground-answer")).containsText("Paris");
        assertThat(page().locator("#playground-figures")).containsText(Pattern.compile("TTFT|first token"));
        assertThat(page().locator("#playground-figures")).containsText(Pattern.compile("tokens/s|tokens per second"));
        screenshot("playground");
    }

    @Test
    void everyPageOpensWithoutAnErrorOnTheConsole() {
        StringBuilder errors = new StringBuilder();
        page().onPageError(e -> errors.append(e).append('\n'));
        logIn(World.ADMIN_PASSWORD);
        for (String address :
                new String[] {"", "models", "models/tiny-chat", "deployments/tiny-chat", "nodes", "nodes/node-a"}) {
            go(address);
            assertThat(page().locator(".page").first()).isVisible();
            screenshot(address.isEmpty() ? "overview" : address.replace('/', '-'));
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void withoutALoginEveryPageLeadsToIt() {
        go("deployments");
        assertThat(page()).hasURL(Pattern.compile(".*/login.*"));
    }

    private void logIn(String password) {
        go("login");
        page().locator("input[name=username]").fill("admin");
        page().locator("input[name=password]").fill(password);
        page().locator("vaadin-login-form vaadin-button[theme~=submit], vaadin-login-form-wrapper vaadin-button")
                .first()
                .click();
        page().waitForURL(url -> !url.endsWith("/login"));
    }

    private void go(String address) {
        page().navigate(world.orElseThrow().settings().serverUrl() + "/" + address);
        page().waitForLoadState(LoadState.DOMCONTENTLOADED);
    }

    private void screenshot(String name) {
        page().screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private Page page() {
        return page.orElseThrow();
    }
}
