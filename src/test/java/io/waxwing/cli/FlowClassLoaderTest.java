package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class FlowClassLoaderTest {
    private static final ClassLoader RUNNER = FlowClassLoader.class.getClassLoader();

    private final FlowClassLoader loader = new FlowClassLoader(new URL[0], Map.of(), RUNNER);
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void become() {
        Thread.currentThread().setContextClassLoader(loader);
    }

    @AfterEach
    void undo() throws Exception {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
    }

    @Test
    void the_libraries_of_the_runner_are_not_seen() throws Exception {
        String library = "picocli.CommandLine";
        assertThat(RUNNER.loadClass(library)).isNotNull();
        assertThatThrownBy(() -> loader.loadClass(library)).isInstanceOf(ClassNotFoundException.class);
        String resource = library.replace('.', '/') + ".class";
        assertThat(loader.getResource(resource)).isNull();
        assertThat(Collections.list(loader.getResources(resource))).isEmpty();
        String service = "META-INF/services/java.sql.Driver";
        assertThat(Collections.list(RUNNER.getResources(service))).isNotEmpty();
        assertThat(Collections.list(loader.getResources(service))).isEmpty();
    }

    @Test
    void waxwing_and_slf4j_are_the_runners() throws Exception {
        assertThat(loader.loadClass(Dataflow.class.getName())).isSameAs(Dataflow.class);
        assertThat(loader.loadClass(Logger.class.getName())).isSameAs(Logger.class);
    }

    @Test
    void all_modules_of_the_jdk_are_seen_and_what_they_provide() throws Exception {
        assertThat(loader.loadClass("java.sql.Connection")).isNotNull();
        assertThat(loader.loadClass("com.sun.source.tree.Tree")).isNotNull();
        assertThat(ServiceLoader.load(ToolProvider.class).stream()).isNotEmpty();
        assertThat(RandomGenerator.of("L64X128MixRandom")).isNotNull();
    }
}
