package dev.yardmaster.server.deployments.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.InstanceReadings.Spread;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.engine.EngineReading.Bucket;
import dev.yardmaster.contract.engine.EngineReading.Histogram;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingsOfTest {
    private static final Bucket OPEN = new Bucket(Double.MAX_VALUE, 100);

    @Test
    void percentilesLieWithinTheirBucket() {
        Histogram histogram = new Histogram(50, 100, List.of(new Bucket(1, 50), new Bucket(3, 100), OPEN));
        assertThat(ReadingsOf.spread(histogram)).contains(new Spread(100, 0.5, 1, 2.8));
    }

    @Test
    void beyondTheLastBoundNothingIsMadeUp() {
        Histogram slow = new Histogram(900, 100, List.of(new Bucket(1, 0), new Bucket(2, 10), OPEN));
        assertThat(ReadingsOf.spread(slow)).contains(new Spread(100, 9, 2, 2));
        assertThat(ReadingsOf.spread(new Histogram(0, 0, List.of()))).isEmpty();
        assertThat(ReadingsOf.spread(new Histogram(8, 4, List.of()))).contains(new Spread(4, 2, 0, 0));
    }

    @Test
    void whereThereIsNothingItIsSaidWhy() {
        assertThat(ReadingsOf.sentence(Optional.empty(), InstanceState.LOADING))
                .isEqualTo("None yet: engines are measured while they are ready, and this one is loading.");
        assertThat(ReadingsOf.sentence(Optional.empty(), InstanceState.READY)).contains("no reading lately");
    }
}
