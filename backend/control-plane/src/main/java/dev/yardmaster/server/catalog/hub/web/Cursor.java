package dev.yardmaster.server.catalog.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Pages by the key of their last item, linked as huggingface.co links them. */
final class Cursor {
    private Cursor() {}

    /** The key that the page before ended with; empty for the first. */
    static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HubRefusal("cursor: '" + cursor + "' is not one of ours");
        }
    }

    static int limit(int wanted, int most) {
        if (wanted < 1) {
            throw new HubRefusal("limit: it is " + wanted + "; expected at least 1");
        }
        return Math.min(wanted, most);
    }

    /** Pages by their number, from 0. */
    static HttpHeaders numbered(HttpServletRequest request, boolean more, int page) {
        HttpHeaders headers = new HttpHeaders();
        if (more) {
            String link = ServletUriComponentsBuilder.fromRequest(request)
                    .replaceQueryParam("p", page + 1)
                    .toUriString();
            headers.set(HttpHeaders.LINK, "<" + link + ">; rel=\"next\"");
        }
        return headers;
    }

    /** @param items one more than the limit where there is a next page */
    static <T> HttpHeaders next(HttpServletRequest request, List<T> items, int limit, Function<T, String> key) {
        HttpHeaders headers = new HttpHeaders();
        if (items.size() > limit) {
            String cursor = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(key.apply(items.get(limit - 1)).getBytes(StandardCharsets.UTF_8));
            String link = ServletUriComponentsBuilder.fromRequest(request)
                    .replaceQueryParam("cursor", cursor)
                    .toUriString();
            headers.set(HttpHeaders.LINK, "<" + link + ">; rel=\"next\"");
        }
        return headers;
    }
}
