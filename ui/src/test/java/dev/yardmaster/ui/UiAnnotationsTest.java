package dev.yardmaster.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.yardmaster.ui.login.LoginView;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What would start a Node build, or leave an element undefined, or a view open to everybody. */
class UiAnnotationsTest {

    @Test
    void nothingOfOursNeedsABundle() throws Exception {
        for (Class<?> type : ownClasses()) {
            List<String> imports = Stream.of(
                            Arrays.stream(type.getDeclaredAnnotationsByType(JsModule.class))
                                    .map(JsModule::value),
                            Arrays.stream(type.getDeclaredAnnotationsByType(JavaScript.class))
                                    .map(JavaScript::value),
                            Arrays.stream(type.getDeclaredAnnotationsByType(CssImport.class))
                                    .map(CssImport::value))
                    .flatMap(s -> s)
                    .toList();
            assertThat(imports).as(type.getName()).allMatch(v -> v.startsWith("context://"));
            assertThat(type.getDeclaredAnnotationsByType(NpmPackage.class))
                    .as(type.getName())
                    .isEmpty();
            assertThat(type.getAnnotations())
                    .extracting(a -> a.annotationType().getName())
                    .as(type.getName())
                    .doesNotContain("com.vaadin.flow.theme.Theme");
        }
    }

    @Test
    void everyComponentThatWeUseIsInTheCompiledBundle() throws Exception {
        String bundle = resource("/META-INF/VAADIN/config/stats.json");
        TreeSet<String> missing = new TreeSet<>();
        for (String name : vaadinClasses()) {
            for (JsModule module : Class.forName(name).getAnnotationsByType(JsModule.class)) {
                String path = module.value().replaceFirst("^\\./", "");
                if (!module.value().contains("://") && !bundle.contains(path)) {
                    missing.add(name + " needs " + module.value());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyViewButTheLoginNeedsTheRole() throws Exception {
        List<Class<?>> views = ownClasses().stream()
                .filter(c -> c.isAnnotationPresent(Route.class))
                .toList();
        assertThat(views).hasSizeGreaterThan(8);
        for (Class<?> view : views) {
            boolean open = view.isAnnotationPresent(AnonymousAllowed.class);
            assertThat(open).as(view.getName()).isEqualTo(view.equals(LoginView.class));
            RolesAllowed roles = view.getAnnotation(RolesAllowed.class);
            assertThat(open || (roles != null && List.of(roles.value()).equals(List.of("ADMIN"))))
                    .as(view.getName())
                    .isTrue();
        }
    }

    private static List<Path> classFiles() throws IOException, URISyntaxException {
        Path root = Path.of(UiAutoConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root.resolve("dev/yardmaster/ui"))) {
            return files.filter(f -> f.toString().endsWith(".class"))
                    .filter(f -> !f.endsWith("package-info.class"))
                    .toList();
        }
    }

    private static List<Class<?>> ownClasses() throws Exception {
        return classFiles().stream()
                .<Class<?>>map(f -> {
                    String path = f.toString().replace('\\', '/');
                    String name = path.substring(path.indexOf("dev/yardmaster/ui"), path.length() - ".class".length());
                    return load(name.replace('/', '.'));
                })
                .toList();
    }

    /** Components of Vaadin that our classes name. */
    private static TreeSet<String> vaadinClasses() throws Exception {
        TreeSet<String> names = new TreeSet<>();
        for (Path file : classFiles()) {
            names.addAll(StreamSupport.stream(
                            ClassFile.of().parse(file).constantPool().spliterator(), false)
                    .filter(ClassEntry.class::isInstance)
                    .map(e -> ((ClassEntry) e).asInternalName())
                    .filter(n -> n.startsWith("com/vaadin/flow/component/"))
                    .map(n -> n.replace('/', '.'))
                    .collect(Collectors.toSet()));
        }
        assertThat(names).contains("com.vaadin.flow.component.grid.Grid");
        return names;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = UiAnnotationsTest.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException(path + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
