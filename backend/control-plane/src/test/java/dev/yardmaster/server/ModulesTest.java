package dev.yardmaster.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The edges between features are the ones that their package-info declares, and packages form no cycles. */
class ModulesTest {
    private static final String SERVER = "dev.yardmaster.server";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(SERVER);

    @Test
    void featuresUseOnlyTheNeighboursTheyDeclare() {
        ApplicationModules modules = ApplicationModules.of(ControlPlane.class);
        modules.verify();
        assertThat(modules.stream().map(m -> m.getIdentifier().toString()))
                .contains("platform", "access", "documents", "insight", "kubernetes", "playground");
    }

    @Test
    void packagesFormNoCycles() {
        SlicesRuleDefinition.slices()
                .matching(SERVER + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageSeesTheKubernetesClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER + ".kubernetes..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8..")
                .check(CLASSES);
    }

    /** Decisions ask the injected clock, so that tests can move it. */
    @Test
    void nobodyReadsTheWallClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void theServerKnowsNothingOfUiGatewayAndAgent() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.yardmaster.ui..", "dev.yardmaster.gateway..", "dev.yardmaster.agent..", "com.vaadin..")
                .check(CLASSES);
    }

    @Test
    void entitiesNeverLeaveTheirStore() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .resideInAPackage("..store..")
                .andShould()
                .bePackagePrivate()
                .check(CLASSES);
    }
}
