package dev.yardmaster.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses GATEWAY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.yardmaster.gateway");

    @Test
    void usesOfYardmasterOnlyTheContract() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.yardmaster..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(
                                "dev.yardmaster.gateway..", "dev.yardmaster.contract..")))
                .check(GATEWAY);
    }

    @Test
    void hasNoCycles() {
        slices().matching("dev.yardmaster.gateway.(*)..")
                .should()
                .beFreeOfCycles()
                .check(GATEWAY);
    }

    @Test
    void decidesWithoutHttp() {
        noClasses()
                .that()
                .resideInAnyPackage("..routes..", "..json..", "..stream..", "..metrics..", "..config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..", "java.net.http..")
                .check(GATEWAY);
    }

    @Test
    void loadsNoBindingLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml..")
                .check(GATEWAY);
    }
}
