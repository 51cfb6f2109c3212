package dev.yardmaster.ui.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextField;
import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.ui.fake.ViewTest;
import org.junit.jupiter.api.Test;

class KeysViewTest extends ViewTest {

    @Test
    void showsANewTokenOnceAndThenNeverAgain() {
        show(new KeysView(fleet, yard.keyService, work));
        click("create-key");
        test(find(TextField.class).id("key-name")).setValue("my app");
        assertThat(all()).contains("\"name\": \"my app\"", "[\"inference\"]").doesNotContain("not-a-real-secret");
        click("dialog-act");
        assertThat(all()).contains("yk_k000000001_not-a-real-secret", "only time");
        click("secret-done");
        assertThat(all()).doesNotContain("not-a-real-secret");
        assertThat(grid("key-grid", ApiKey.class).size()).isEqualTo(1);
    }

    @Test
    void keepsTheDialogWhenTheServerRefuses() {
        show(new KeysView(fleet, yard.keyService, work));
        click("create-key");
        click("dialog-act");
        assertThat(all()).contains("it is empty", "expected a name for people");
        assertThat(yard.keys).isEmpty();
    }

    @Test
    void saysSoWhenTheServerBreaks() {
        show(new KeysView(fleet, yard.keyService, work));
        click("create-key");
        yard.refuseNext(new IllegalStateException("jdbc:postgresql://secret"));
        click("dialog-act");
        assertThat(all()).contains("Something went wrong on our side").doesNotContain("jdbc");
    }

    @Test
    void revokes() {
        show(new KeysView(fleet, yard.keyService, work));
        click("create-key");
        test(find(TextField.class).id("key-name")).setValue("old");
        click("dialog-act");
        click("secret-done");
        grid("key-grid", ApiKey.class).invokeLitRendererFunction(0, 6, "revoke");
        settle();
        assertThat(all()).contains("Whoever uses it is refused");
        click("dialog-act");
        assertThat(yard.keys).isEmpty();
    }
}
