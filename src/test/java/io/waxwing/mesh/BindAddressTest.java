package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BindAddressTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(BindAddress.class);
    private static final String ON_ALL = ": listening on all addresses of this machine instead; that is right where"
            + " addresses are translated or names published later, else correct it";

    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @BeforeEach
    void listen() {
        heard.start();
        LOGGER.addAppender(heard);
    }

    @AfterEach
    void stop() {
        LOGGER.detachAppender(heard);
    }

    @Test
    void a_name_of_this_machine_is_bound_to_what_it_stands_for_without_a_word() {
        InetSocketAddress bound = BindAddress.of(new Address("localhost", 2101));

        assertThat(bound.getAddress().isLoopbackAddress()).isTrue();
        assertThat(heard.list).isEmpty();
    }

    @Test
    void a_name_that_does_not_resolve_is_listened_for_on_all_addresses_and_that_is_said() {
        assertThat(BindAddress.of(new Address("nosuch.invalid", 2101))).isEqualTo(new InetSocketAddress(2101));
        warned("this process's own address nosuch.invalid:2101 does not resolve here" + ON_ALL);
    }

    @Test
    void an_address_of_another_machine_is_listened_for_on_all_addresses_and_that_is_said() {
        assertThat(BindAddress.of(new Address("192.0.2.1", 2101))).isEqualTo(new InetSocketAddress(2101));
        warned("this process's own address 192.0.2.1:2101 is none of this machine's (192.0.2.1)" + ON_ALL);
    }

    private void warned(String line) {
        assertThat(heard.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).isEqualTo(line);
        });
    }
}
