package io.waxwing.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes can't make us load, let alone run, a class that is not allowed. The first test proves that the canary would sing. */
class CanaryTest {
    @TempDir
    static Path directory;

    private static Path song;

    private CompiledClasses loader;

    @BeforeAll
    static void compile() throws IOException {
        song = directory.resolve("song");
        String write = "try { java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + song + "\"), \"tweet\"); }"
                + " catch (java.io.IOException e) { throw new RuntimeException(e); }";
        CompiledClasses.of(
                directory.resolve("classes"),
                "Canary",
                "public class Canary implements java.io.Serializable { public int a; static { " + write
                        + " } public Canary() { " + write
                        + " } private void readObject(java.io.ObjectInputStream in) { " + write + " } }");
    }

    @BeforeEach
    void load() throws IOException {
        Files.deleteIfExists(song);
        loader = CompiledClasses.in(directory.resolve("classes"));
    }

    /** As an attacker would write it: Kryo's tag for a name, and the name. */
    private static byte[] named(String className) {
        Output out = new Output(1024);
        out.writeVarInt(1, true);
        out.writeVarInt(0, true);
        out.writeString(className);
        out.writeInt(0, true);
        return out.toBytes();
    }

    @Test
    void stock_kryo_loads_and_runs_the_canary() {
        Kryo stock = new Kryo();
        stock.setRegistrationRequired(false);
        stock.setClassLoader(loader);
        stock.readClassAndObject(new Input(named("Canary")));
        assertThat(loader.asked()).contains("Canary");
        assertThat(song).exists();
    }

    @Test
    void stock_kryo_loads_the_canary_even_where_registration_is_required() {
        Kryo stock = new Kryo();
        stock.setClassLoader(loader);
        assertThatThrownBy(() -> stock.readClassAndObject(new Input(named("Canary"))))
                .isInstanceOf(RuntimeException.class);
        assertThat(loader.asked()).contains("Canary");
    }

    @Test
    void a_name_where_a_number_belongs_loads_nothing() {
        BatchCodec codec = new BatchCodec(loader.policy(), 1 << 16);
        byte[] head = {0, 1, 0, Column.ANY};
        assertThatThrownBy(
                        () -> codec.decode(new ChannelTypes(), joined(head, named("Canary")), 1, null, new Object[1]))
                .isInstanceOf(SerdeException.class)
                .hasMessageContaining("a class name where a class number was expected");
        assertThatThrownBy(() -> new StateCodec(loader.policy()).decode(joined(new byte[] {1, 0}, named("Canary"))))
                .hasMessageContaining("a class name where a class number was expected");
        assertThat(loader.asked()).doesNotContain("Canary");
        assertThat(song).doesNotExist();
    }

    @Test
    void the_definition_of_a_class_that_is_not_allowed_loads_nothing() {
        TypePolicy policy = TypePolicy.forOwnNames(loader, name -> false, List.of());
        BatchCodec codec = new BatchCodec(policy, 1 << 16);
        assertThatThrownBy(() -> codec.decode(new ChannelTypes(), defining("Canary"), 1, null, new Object[1]))
                .isInstanceOfSatisfying(
                        SerdeException.class, e -> assertThat(e.kind()).isEqualTo(SerdeException.Kind.NOT_ALLOWED))
                .hasMessageContaining("class Canary may not be sent between workers");
        assertThat(loader.asked()).doesNotContain("Canary");
        assertThat(song).doesNotExist();
    }

    @Test
    void the_definition_of_an_allowed_class_does_not_run_it_until_there_is_an_object() throws Exception {
        BatchCodec codec = new BatchCodec(loader.policy(), 1 << 16);
        byte[] defining = defining("Canary");
        byte[] noColumn = Arrays.copyOf(defining, defining.length - 2);
        assertThatThrownBy(() -> codec.decode(new ChannelTypes(), noColumn, 1, null, new Object[1]))
                .hasMessageContaining("it ends too early");
        assertThat(loader.asked()).contains("Canary");
        assertThat(song).doesNotExist();
        Object canary = loader.make("Canary");
        assertThat(song).exists();
        Files.delete(song);
        ChannelTypes types = new ChannelTypes();
        byte[] payload =
                codec.encode(types, null, new Object[] {canary}, 0, 1, 1 << 16).payload();
        codec.decode(new ChannelTypes(), payload, 1, null, new Object[1]);
        assertThat(song).exists();
    }

    /** Classes that known attacks on deserialisers begin with, in the JDK and in libraries. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.ProcessBuilder",
                "java.lang.Runtime",
                "java.lang.Thread",
                "java.lang.Class",
                "java.lang.ClassLoader",
                "java.lang.invoke.SerializedLambda",
                "java.lang.reflect.Proxy",
                "java.beans.EventHandler",
                "java.io.ObjectInputStream",
                "java.io.File",
                "java.net.URL",
                "java.net.URLClassLoader",
                "java.net.InetAddress",
                "java.nio.file.Path",
                "java.rmi.MarshalledObject",
                "java.rmi.server.UnicastRemoteObject",
                "java.rmi.server.RemoteObject",
                "java.security.SignedObject",
                "java.util.ServiceLoader",
                "java.util.ServiceLoader$LazyClassPathLookupIterator",
                "java.util.logging.FileHandler",
                "java.util.Scanner",
                "javax.imageio.ImageIO$ContainsFilter",
                "javax.management.BadAttributeValueExpException",
                "javax.management.loading.MLet",
                "javax.naming.InitialContext",
                "javax.naming.spi.ContinuationDirContext",
                "javax.naming.ldap.Rdn$RdnEntry",
                "javax.print.attribute.standard.PrinterURI",
                "javax.script.ScriptEngineManager",
                "javax.sql.rowset.BaseRowSet",
                "javax.swing.JEditorPane",
                "javax.swing.UIDefaults$ProxyLazyValue",
                "javax.xml.transform.Templates",
                "com.sun.jndi.ldap.LdapAttribute",
                "com.sun.jndi.rmi.registry.BindingEnumeration",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
                "com.sun.org.apache.xpath.internal.objects.XString",
                "com.sun.rowset.JdbcRowSetImpl",
                "com.sun.syndication.feed.impl.ObjectBean",
                "jdk.nashorn.internal.objects.NativeString",
                "sun.misc.Unsafe",
                "sun.reflect.annotation.AnnotationInvocationHandler",
                "sun.rmi.server.UnicastRef",
                "bsh.Interpreter",
                "ch.qos.logback.core.db.DriverManagerConnectionSource",
                "com.caucho.naming.QName",
                "com.mchange.v2.c3p0.WrapperConnectionPoolDataSource",
                "com.zaxxer.hikari.HikariConfig",
                "clojure.core$constantly",
                "groovy.util.Expando",
                "org.apache.commons.beanutils.BeanComparator",
                "org.apache.commons.collections.functors.InvokerTransformer",
                "org.apache.commons.collections4.functors.InvokerTransformer",
                "org.apache.commons.configuration.ConfigurationMap",
                "org.apache.commons.fileupload.disk.DiskFileItem",
                "org.apache.logging.log4j.core.lookup.JndiLookup",
                "org.apache.xbean.naming.context.ContextUtil$ReadOnlyBinding",
                "org.codehaus.groovy.runtime.ConvertedClosure",
                "org.hibernate.engine.spi.TypedValue",
                "org.jboss.interceptor.proxy.InterceptorMethodHandler",
                "org.mozilla.javascript.NativeError",
                "org.python.core.PyObject",
                "org.springframework.aop.framework.AdvisedSupport",
                "org.springframework.beans.factory.ObjectFactory",
                "org.springframework.context.support.ClassPathXmlApplicationContext",
                "io.waxwing.serde.TypePolicy",
                "io.waxwing.runtime.Runner",
                "[Ljava.lang.String;",
                "../../etc/passwd",
                "/Canary",
                "Canary/x",
                "Canary;",
                "",
                "."
            })
    void known_gadgets_are_refused_by_name_before_any_look_up(String name) {
        int before = loader.asked().size();
        BatchCodec codec = new BatchCodec(loader.policy(), 1 << 16);
        byte[] payload = defining(name);
        assertThatThrownBy(() -> codec.decode(new ChannelTypes(), payload, 1, null, new Object[1]))
                .isInstanceOfSatisfying(
                        SerdeException.class, e -> assertThat(e.kind()).isEqualTo(SerdeException.Kind.NOT_ALLOWED));
        assertThat(loader.asked()).hasSize(before).doesNotContain(name);
    }

    private static byte[] defining(String name) {
        PayloadOutput out = new PayloadOutput(1024);
        out.writeByte(0);
        out.writeVarInt(1, true);
        out.writeVarInt(1, true);
        out.writeVarInt(KnownType.FIRST_FREE_ID, true);
        out.writeText(name);
        out.writeInt(KnownType.of(Object.class, -1, "class(int a)", new NameOnlySerializer(Object.class))
                .fingerprint());
        out.writeByte(Column.SAME);
        out.writeVarInt(KnownType.FIRST_FREE_ID + 2, true);
        return out.toBytes();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
