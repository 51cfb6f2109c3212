package dev.yardmaster.server.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The adapters of KAITO's inference: images, addresses or volumes. */
final class KaitoAdapters {
    private KaitoAdapters() {}

    /** One that cannot be imported is noted and does not hold up its model. */
    static List<Made> of(Fields inference, String base, Notes notes) {
        List<Made> made = new ArrayList<>();
        for (Fields adapter : inference.objects("adapters")) {
            try {
                made.add(adapter(adapter, base, notes));
            } catch (CannotImport e) {
                notes.add("an adapter was left out: " + e.getMessage());
            }
        }
        return made;
    }

    private static Made adapter(Fields adapter, String base, Notes notes) {
        Fields source = adapter.within("source");
        adapter.drop("strength", "an adapter is served as it was trained");
        Place place = place(source, notes);
        String name = source.text("name")
                .map(n -> Names.noted(n, source.at("name"), notes))
                .or(() -> Names.ofPath(place.source()))
                .orElseThrow(() -> CannotImport.refused(source.at("name") + " is missing", "give it a name"));
        source.objects("imagePullSecrets");
        List<String> pull = source.texts("imagePullSecrets");
        return Documents.adapter(
                name,
                base,
                new Labels("kaito"),
                place,
                pull.stream().findFirst().flatMap(Names::of));
    }

    private static Place place(Fields source, Notes notes) {
        Optional<String> image = source.text("image");
        if (image.isPresent()) {
            boolean hasHost = image.get().matches("[^/]*[.:][^/]*/.*|localhost/.*");
            return Places.of(
                    "oci://" + (hasHost ? "" : "docker.io/") + image.get(),
                    Optional.empty(),
                    source.at("image"),
                    notes);
        }
        List<String> urls = source.texts("urls");
        if (!urls.isEmpty()) {
            return Places.of(urls.getFirst(), Optional.empty(), source.at("urls[0]"), notes);
        }
        return source.within("volumeSource")
                .within("persistentVolumeClaim")
                .text("claimName")
                .map(claim -> Places.of("pvc://" + claim, Optional.empty(), source.at("volumeSource"), notes))
                .orElseThrow(() -> CannotImport.refused(
                        source.at("image") + " is missing", "name an image, an address or a volume claim"));
    }
}
