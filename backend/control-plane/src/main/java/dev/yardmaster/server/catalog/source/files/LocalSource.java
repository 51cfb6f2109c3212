package dev.yardmaster.server.catalog.source.files;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.source.FileRanges;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Directories and single files that server and nodes have under the same path, or as the same claim. */
@Component
class LocalSource implements Source {
    private final Mounts mounts;

    LocalSource(Mounts mounts) {
        this.mounts = mounts;
    }

    @Override
    public Set<SourceScheme> schemes() {
        return Set.of(SourceScheme.FILE, SourceScheme.PVC);
    }

    @Override
    public Content newest(Origin origin) {
        return new LocalFiles(mounts.of(origin.address())).list(origin).content();
    }

    @Override
    public Content pinned(Origin origin, String commit, List<ModelFile> known) {
        return new LocalFiles(mounts.of(origin.address())).list(origin).same(commit, known);
    }

    /** As the node writes it: an absolute path, or {@code pvc:claim/path}. */
    @Override
    public List<FileLocation> locate(Origin origin, String commit, List<ModelFile> files) {
        SourceAddress address = origin.address();
        String base = address.scheme() == SourceScheme.PVC ? "pvc:" + address.location() : address.location();
        boolean single = Files.isRegularFile(mounts.of(address).place());
        return files.stream()
                .map(f -> new FileLocation(f.path(), new FileLocation.Local(single ? base : joined(base, f.path()))))
                .toList();
    }

    private static String joined(String base, String path) {
        return base.endsWith("/") ? base + path : base + "/" + path;
    }

    @Override
    public RangeReader reader(Origin origin, String commit, List<ModelFile> files) {
        LocalFiles local = new LocalFiles(mounts.of(origin.address()));
        Map<String, Path> paths =
                files.stream().collect(Collectors.toMap(ModelFile::path, f -> local.file(f.path()), (a, _) -> a));
        return new FileRanges(paths);
    }
}
