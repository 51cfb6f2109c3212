package dev.yardmaster.ui.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.TabSheet;
import dev.yardmaster.ui.parts.CodeBlock;
import dev.yardmaster.ui.parts.Dom;

/** How an application asks a model. */
final class QuickStart extends Div {
    private static final long serialVersionUID = 1L;
    private final String gateway;
    private final CodeBlock shell = new CodeBlock("");
    private final CodeBlock python = new CodeBlock("");
    private String route = "";

    QuickStart(String gateway) {
        this.gateway = gateway;
        setClassName("card");
        setId("quick-start");
        TabSheet tabs = new TabSheet();
        tabs.add("curl", shell);
        tabs.add("Python", python);
        tabs.addThemeNames("small");
        add(
                Dom.heading("Ask a model from your application"),
                Dom.note("The gateway speaks the OpenAI API. It needs a key of scope inference."),
                tabs,
                Dom.div("row", Dom.link("keys", "Make a key"), Dom.link("playground", "Try it here")));
        show("MODEL");
    }

    /** @param name what requests carry in {@code model} */
    void show(String name) {
        if (!name.equals(route)) {
            route = name;
            shell.show(curl(gateway, name));
            python.show(python(gateway, name));
        }
    }

    static String curl(String gateway, String route) {
        return """
                curl %s/v1/chat/completions \\
                  -H "Authorization: Bearer $YARD_API_KEY" \\
                  -H 'Content-Type: application/json' \\
                  -d '{"model": "%s", "messages": [{"role": "user",
                       "content": "What is the capital of France?"}]}'""".formatted(gateway, route);
    }

    private static String python(String gateway, String route) {
        return """
                import os
                from openai import OpenAI

                client = OpenAI(base_url="%s/v1", api_key=os.environ["YARD_API_KEY"])
                answer = client.chat.completions.create(
                    model="%s",
                    messages=[{"role": "user", "content": "What is the capital of France?"}])
                print(answer.choices[0].message.content)""".formatted(gateway, route);
    }
}
