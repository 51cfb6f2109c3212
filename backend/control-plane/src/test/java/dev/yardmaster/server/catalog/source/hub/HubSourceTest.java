package dev.yardmaster.server.catalog.source.hub;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.hub.guard.Guard;
import dev.yardmaster.server.catalog.hub.HubFixture;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceContract;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class HubSourceTest extends SourceContract {
    @Autowired
    TestClient server;

    @Autowired
    HubSource source;

    private String repository = "";

    /** Every change is pushed as a whole. */
    private final class Repository implements StandInShelf {
        private final Map<String, String> files = new TreeMap<>();

        @Override
        public void put(String path, String content) {
            files.put(path, content);
            new HubFixture(server).push(repository, "main", files);
        }

        @Override
        public void remove(String path) {
            files.remove(path);
            new HubFixture(server).push(repository, "main", files);
        }
    }

    @Override
    protected StandInShelf open() {
        repository = "contract/" + Ids.random(10);
        return new Repository();
    }

    @Override
    protected Source source(Guard guard) {
        return source;
    }

    @Override
    protected Origin origin() {
        return Origin.open(SourceAddress.parse("hub://" + repository));
    }

    @Override
    protected Origin wrongCredentials() {
        return origin();
    }

    @Override
    protected Origin nowhere() {
        return Origin.open(SourceAddress.parse("hub://contract/nothing"));
    }

    @Override
    protected boolean takesCredentials() {
        return false;
    }

    @Override
    protected boolean isOnTheWeb() {
        return false;
    }

    @Override
    protected boolean keepsCommits() {
        return true;
    }

    @Override
    protected boolean statesDigests() {
        return true;
    }

    @Override
    protected String fromServer(FileLocation.Server location) {
        return server.get(location.address()).body();
    }
}
