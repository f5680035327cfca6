package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:2101, localhost, 2101",
        "10.0.0.1:1, 10.0.0.1, 1",
        "[::1]:65535, ::1, 65535",
        "[fe80::1%eth0]:80, fe80::1%eth0, 80",
        "' a.b-c_d:42 ', a.b-c_d, 42"
    })
    void reads_host_and_port(String text, String host, int port) {
        Address address = Address.parse(text);
        assertThat(address).isEqualTo(new Address(host, port));
        assertThat(address).hasToString(text.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "'', expected host:port",
        "localhost, expected host:port",
        ":2101, expected host:port",
        "a b:2101, expected host:port",
        "a;b:2101, expected host:port",
        "'one:1,two:2', 'addresses are separated by ; as in \"one:2101;two:2101\"'",
        "[]:2101, expected host:port",
        "user@host:1, expected host:port",
        "http://host:1, 'an IPv6 address is written in brackets, as in [::1]:2101'",
        "::1:2101, 'an IPv6 address is written in brackets, as in [::1]:2101'",
        "host:, the port must be a number from 1 to 65535",
        "host:0, the port must be a number from 1 to 65535",
        "host:65536, the port must be a number from 1 to 65535",
        "host:99999999999, the port must be a number from 1 to 65535",
        "host:-1, the port must be a number from 1 to 65535",
        "host:+1, the port must be a number from 1 to 65535",
        "host:２, the port must be a number from 1 to 65535",
        "host:x, the port must be a number from 1 to 65535"
    })
    void refuses_what_is_malformed(String text, String hint) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("malformed address \"" + text + "\": ")
                .hasMessageContaining(hint);
    }

    @Test
    void reads_a_list_in_order() {
        assertThat(Address.parseList("b:1; a:2 ;[::1]:3"))
                .containsExactly(new Address("b", 1), new Address("a", 2), new Address("::1", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:1;b:1;a:1", "a:1;A:1"})
    void refuses_an_address_that_is_there_twice(String text) {
        assertThatThrownBy(() -> Address.parseList(text))
                .hasMessageContaining("is there twice in \"" + text + "\": every process needs an address of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:1;", ";a:1", "a:1;;b:2", "a:1,b:2"})
    void refuses_lists_with_gaps(String text) {
        assertThatThrownBy(() -> Address.parseList(text)).hasMessageStartingWith("malformed address");
    }

    @Test
    void control_characters_never_reach_the_terminal() {
        assertThatThrownBy(() -> Address.parse("\u001b[2J:1")).hasMessageContaining("\\u001b[2J");
    }
}
