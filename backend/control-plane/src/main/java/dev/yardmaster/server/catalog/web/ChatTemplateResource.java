package dev.yardmaster.server.catalog.web;

import dev.yardmaster.server.catalog.internal.TemplateTexts;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A model's chat template, as a text. */
@RestController
class ChatTemplateResource {
    private final TemplateTexts texts;

    ChatTemplateResource(TemplateTexts texts) {
        this.texts = texts;
    }

    @GetMapping(path = "/api/v1/models/{name}/chat-template", produces = MediaType.TEXT_PLAIN_VALUE)
    String text(@PathVariable String name) {
        return texts.of(name);
    }
}
